import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Incident } from '@envscope/contracts/index.js';
import { MANIFESTS } from '@envscope/integrations/services.js';
import { idOf, incidentOf } from '@envscope/testing/alerts.js';
import { changeOf } from '@envscope/testing/incident-play.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { applyChanges } from '../incidents/incident-changes.js';
import { outcomeOf, type IncidentOutcome } from '../incidents/incident-outcome.js';
import type { MemberChange } from '../incidents/member-change.js';
import { DecisionBatch, type Decision } from './decision-batch.js';
import { IncidentMemory } from './incident-memory.js';

const change = fc
  .record({
    service: fc.constantFrom('endpoints', 'redis', 'mongodb'),
    target: fc.constantFrom('a', 'b', 'c'),
    sign: fc.constantFrom('-', '~', '?', '+'),
  })
  .map(({ service, target, sign }) => changeOf(service, `${target}${sign}`, 0));

/** Decisions that apply one change each, with ids of their own for what they open. */
function decisionsOf(changes: readonly MemberChange[]): Decision[] {
  let ids = 100;
  return changes.map(
    (each) => (open) =>
      applyChanges(open, 'dev', [each], {
        nowMs: STORY_START_MS,
        elapsedSince: (momentMs) => STORY_START_MS - momentMs,
        groupWindowMs: 60_000,
        newId: () => idOf(++ids),
        mutedBy: () => null,
        manifests: MANIFESTS,
      }),
  );
}

function memoryWith(incident: Incident): IncidentMemory {
  const memory = new IncidentMemory();
  memory.put(incident);
  return memory;
}

const before = () => incidentOf({ version: 7, channels: ['dev.discord'] });
const everything = (memory: IncidentMemory) =>
  memory.ids().map((id) => ({ ...memory.incident(id), version: undefined }));

describe('DecisionBatch', () => {
  it('changes incidents as decisions one by one do, each of them by one version', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const oneByOne = memoryWith(before());
        const notified = new Map<string, Set<string>>();
        for (const decision of decisionsOf(changes)) {
          for (const { incident, notify } of decision(oneByOne.open())) {
            oneByOne.put(incident);
            notified.set(incident.id, new Set([...(notified.get(incident.id) ?? []), ...notify]));
          }
        }
        const together = memoryWith(before());
        const batch = new DecisionBatch();
        for (const decision of decisionsOf(changes)) void batch.add(decision);
        const outcomes = batch.take(together);
        expect(everything(together)).toEqual(everything(oneByOne));
        expect(outcomes.map(({ incident }) => incident)).toEqual(
          outcomes.map(({ incident: { id } }) => together.incident(id)),
        );
        for (const { incident, notify } of outcomes) {
          expect(incident.version).toBe(incident.id === before().id ? 8 : 1);
          expect(notify).toEqual([...(notified.get(incident.id) ?? [])]);
        }
        expect(new Set(outcomes.map(({ incident }) => incident.id))).toEqual(new Set(notified.keys()));
      }),
    );
  });

  it('lets a decision that throws spoil no other', async () => {
    const batch = new DecisionBatch();
    const thrown = batch.add(() => {
      throw new Error('a fault of ours');
    });
    const opened: IncidentOutcome = outcomeOf(incidentOf());
    const other = batch.add(() => [opened]);
    expect(batch.take(new IncidentMemory())).toEqual([opened]);
    batch.settle();
    await expect(thrown).rejects.toThrow('a fault of ours');
    await expect(other).resolves.toBeUndefined();
  });
});
