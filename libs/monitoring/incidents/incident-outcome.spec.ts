import { Refusal } from '@envscope/contracts/index.js';
import { idOf, incidentOf, instantAfter } from '@envscope/testing/alerts.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import { advance } from './incident-outcome.js';
import { comment, MOST_COMMENTS } from './manual-actions.js';

describe('advance', () => {
  it('keeps how a long incident began and how it stands, and counts what it leaves out between', () => {
    let incident = incidentOf();
    const moments = Array.from({ length: 300 }, (_, index) => instantAfter(index + 1));
    for (const at of moments) incident = advance(incident, STORY_START_MS, [{ kind: 'unmuted', at }]);
    const kept = incident.timeline.map(({ at }) => at);
    expect(kept).toHaveLength(200);
    expect(kept.slice(1, 20)).toEqual(moments.slice(0, 19));
    expect(kept.slice(20)).toEqual(moments.slice(120));
    expect(incident).toMatchObject({ omitted: 101, version: 301 });
  });

  it('leaves out nothing that people said', () => {
    let incident = incidentOf();
    const notes = Array.from({ length: MOST_COMMENTS }, (_, index) => `${index}`);
    for (const note of notes) {
      ({ incident } = comment(incident, { by: 'Minji', note }, STORY_START_MS));
      for (const at of [instantAfter(1), instantAfter(2)]) {
        incident = advance(incident, STORY_START_MS, [{ kind: 'unmuted', at }]);
      }
    }
    const said = incident.timeline.filter((entry) => entry.kind === 'commented');
    expect(said.map(({ note }) => note)).toEqual(notes);
    expect(incident.timeline).toHaveLength(200);
    expect(() => comment(incident, { by: 'Minji', note: 'one more' }, STORY_START_MS)).toThrow(
      new Refusal('too-many-comments', { most: MOST_COMMENTS }),
    );
  });

  it('leaves the incident before it as it was', () => {
    const before = Object.freeze(incidentOf());
    const entry = { kind: 'unmuted', at: instantAfter(1_000) } as const;
    expect(advance(before, STORY_START_MS + 1_000, [entry], { mutedBy: idOf(7) })).toMatchObject({
      version: 2,
      updatedAt: instantAfter(1_000),
      mutedBy: idOf(7),
    });
    expect(before).toEqual(incidentOf());
  });
});
