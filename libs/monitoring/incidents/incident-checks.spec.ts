import type { IncidentCheck } from '@envscope/contracts/index.js';
import { incidentOf, instantAfter } from '@envscope/testing/alerts.js';
import { describe, expect, it } from '@jest/globals';
import { checksBefore, noteCheck } from './incident-checks.js';

function checkAt(seconds: number, target = 'default'): IncidentCheck {
  return {
    service: 'redis',
    target,
    at: instantAfter(seconds * 1_000),
    status: 'down',
    latencyMs: null,
    reason: { code: 'refused', params: {} },
  };
}

describe('the checks of an incident', () => {
  it('are the ten before it opened and the ten after', () => {
    let incident = incidentOf({
      checks: checksBefore(Array.from({ length: 15 }, (_, n) => checkAt(n - 14))),
    });
    for (let seconds = 1; seconds <= 12; seconds += 1)
      incident = noteCheck(incident, checkAt(seconds)) ?? incident;
    expect(incident.checks.map(({ at }) => at)).toEqual(
      Array.from({ length: 20 }, (_, n) => instantAfter((n - 9) * 1_000)),
    );
    expect(incident.version).toBe(1);
  });

  it.each([
    { story: 'another target', check: checkAt(60, 'replica') },
    { story: 'a check that it knows', check: checkAt(30) },
    { story: 'one from before it opened', check: checkAt(-1) },
  ])('take no notice of $story', ({ check }) => {
    expect(noteCheck(incidentOf({ checks: [checkAt(30)] }), check)).toBeNull();
  });

  it('end with the incident', () => {
    expect(noteCheck(incidentOf({ resolvedAt: instantAfter(10_000) }), checkAt(60))).toBeNull();
  });
});
