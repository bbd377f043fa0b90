import { idOf, incidentOf, instantAfter } from '@envscope/testing/alerts.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import { advance } from './incident-outcome.js';
import { comment } from './people.js';

describe('advance', () => {
  it('keeps how a long incident began and how it stands, and counts what it leaves out between', () => {
    let incident = incidentOf();
    for (let count = 1; count <= 300; count += 1)
      ({ incident } = comment(incident, { by: 'Minji', note: `${count}` }, STORY_START_MS));
    const notes = incident.timeline.map((entry) => ('note' in entry ? entry.note : entry.kind));
    expect(notes).toHaveLength(200);
    expect(notes.slice(0, 2)).toEqual(['opened', '1']);
    expect(notes.slice(19, 21)).toEqual(['19', '121']);
    expect(notes.at(-1)).toBe('300');
    expect(incident).toMatchObject({ omitted: 101, version: 301 });
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
