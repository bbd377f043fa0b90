import type { Incident, IncidentId } from '@envscope/contracts/index.js';
import type { IncidentOutcome } from '../incidents/incident-outcome.js';

/** What follows from an observation, or from time, for incidents, of which it knows all open ones. */
export type Decision = (open: readonly Incident[]) => readonly IncidentOutcome[];

/** Where a decision finds incidents, and where what it changes is put for the next one. */
interface Incidents {
  open(): readonly Incident[];
  put(incident: Incident): void;
}

interface Waiting {
  readonly decision: Decision;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Decisions that share a turn: they are taken one after another, and written as if they were one. */
export class DecisionBatch {
  private readonly waiting = new Set<Waiting>();

  /** Resolves when the decision is written, or never will be; rejects with what it throws. */
  add(decision: Decision): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.waiting.add({ decision, resolve, reject });
    return promise;
  }

  /**
   * Takes all decisions, each of which knows what those before it have changed. Answers one outcome for each incident that
   * any of them has changed: it is one version later, and each notification goes out once.
   */
  take(incidents: Incidents): readonly IncidentOutcome[] {
    const outcomes = new Map<IncidentId, IncidentOutcome>();
    for (const each of this.waiting) {
      for (const outcome of this.outcomesOf(each, incidents.open())) {
        const together = joined(outcomes.get(outcome.incident.id), outcome);
        outcomes.set(together.incident.id, together);
        incidents.put(together.incident);
      }
    }
    return [...outcomes.values()];
  }

  /** Nothing more comes of them. */
  settle(): void {
    for (const { resolve } of this.waiting) resolve();
  }

  /** They could not be written, by a fault of ours. */
  fail(error: unknown): void {
    for (const { reject } of this.waiting) reject(error);
  }

  /** A decision that throws is a fault of its own, and spoils no other. */
  private outcomesOf(waiting: Waiting, open: readonly Incident[]): readonly IncidentOutcome[] {
    try {
      return waiting.decision(open);
    } catch (error) {
      this.waiting.delete(waiting);
      waiting.reject(error);
      return [];
    }
  }
}

function joined(before: IncidentOutcome | undefined, { incident, notify }: IncidentOutcome): IncidentOutcome {
  if (!before) return { incident, notify };
  return {
    incident: { ...incident, version: before.incident.version },
    notify: [...new Set([...before.notify, ...notify])],
  };
}
