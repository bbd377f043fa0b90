import { Refusal } from '@envscope/contracts/index.js';
import { incidentOf, instantAfter } from '@envscope/testing/alerts.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import { acknowledge, comment, resolveByHand } from './manual-actions.js';

const AT_MS = STORY_START_MS + 60_000;
const action = { by: 'Minji', note: 'On it' };
const said = { ...action, at: instantAfter(60_000) };

describe('what people do to an incident', () => {
  it('knows who takes care of it', () => {
    const { incident, notify } = acknowledge(incidentOf(), action, AT_MS);
    expect(incident).toMatchObject({ version: 2, acknowledgement: said });
    expect(incident.timeline.at(-1)).toEqual({ kind: 'acknowledged', id: expect.any(String), ...said });
    expect(notify).toEqual(['changed']);
  });

  it('is acknowledged once, and says by whom', () => {
    const { incident } = acknowledge(incidentOf(), action, AT_MS);
    const again = () => acknowledge(incident, { by: 'Joon', note: '' }, AT_MS);
    const { id, version } = incident;
    const params = { id, version, state: 'acknowledged', by: 'Minji', at: said.at };
    expect(again).toThrow(new Refusal('already-acknowledged', params));
  });

  it('keeps what is said of it', () => {
    const { incident, notify } = comment(incidentOf(), action, AT_MS);
    expect(incident.timeline.at(-1)).toEqual({ kind: 'commented', id: expect.any(String), ...said });
    expect(notify).toEqual(['changed']);
  });

  it('notifies of the console’s own only when that is over', () => {
    const own = incidentOf({ environment: '@console', service: 'console', channels: [] });
    const outcomes = [acknowledge, comment].map((act) => act(own, action, AT_MS));
    expect(outcomes.map(({ notify }) => notify)).toEqual([[], []]);
  });

  it('is nothing that resolves the console’s own, which resolves itself', () => {
    const own = incidentOf({ environment: '@console', service: 'console' });
    const refused = new Refusal('incident-of-console', { id: own.id });
    expect(() => resolveByHand(own, action, AT_MS)).toThrow(refused);
  });

  it('is over when a person says so, with its members as they are', () => {
    const { incident, notify } = resolveByHand(incidentOf({ isFlapping: true }), action, AT_MS);
    expect(incident).toMatchObject({
      targetState: 'healthy',
      resolution: 'by-hand',
      resolvedAt: said.at,
      isFlapping: false,
      members: [{ targetState: 'failing', recoveredAt: null }],
    });
    expect(incident.timeline.at(-1)).toEqual({
      kind: 'resolved',
      id: expect.any(String),
      how: 'by-hand',
      ...said,
    });
    expect(notify).toEqual(['changed', 'resolved']);
  });

  it.each([acknowledge, comment, resolveByHand])('is nothing that $name can do once it is over', (deed) => {
    const over = incidentOf({ resolvedAt: instantAfter(30_000) });
    const { id, version, resolvedAt: at } = over;
    const params = { id, version, state: 'resolved', at: at ?? '', how: 'recovered' };
    expect(() => deed(over, action, AT_MS)).toThrow(new Refusal('incident-resolved', params));
  });

  it('stays unheard while it is muted', () => {
    const muted = incidentOf({ mutedBy: '01998a00-0000-7000-8000-000000000009' });
    expect(acknowledge(muted, action, AT_MS).notify).toEqual([]);
    expect(resolveByHand({ ...muted, channels: [] }, action, AT_MS).notify).toEqual([]);
    expect(resolveByHand(muted, action, AT_MS).notify).toEqual(['changed', 'resolved']);
  });
});
