import type { StoreProblem } from '@envscope/contracts/index.js';
import { DataFileLost, StoreFault } from '@envscope/store/observation-store.js';

/** Who notices how the store is: those who write to it, and a check every few seconds. */
export type StoreWitness = 'observations' | 'alerts' | 'watch';

/** How the store is, as one answer from all who deal with it. */
export class StoreHealth {
  private readonly problems = new Map<StoreWitness, StoreProblem>();

  constructor(private readonly onChange: (problem: StoreProblem | null) => void = () => undefined) {}

  /** Null while it works. */
  get problem(): StoreProblem | null {
    const known = [...this.problems.values()];
    return known.find((problem) => problem === 'data-file-lost') ?? known[0] ?? null;
  }

  report(by: StoreWitness, problem: StoreProblem | null): void {
    const before = this.problem;
    if (problem === null) this.problems.delete(by);
    else this.problems.set(by, problem);
    if (this.problem !== before) this.onChange(this.problem);
  }

  /** Throws `StoreFault` while the store fails: what a person asks for then is not done. */
  refuse(): void {
    if (this.problem !== null) throw new StoreFault('The store fails');
  }
}

/** What a fault of the store means. */
export function problemOf(fault: unknown): StoreProblem {
  return fault instanceof DataFileLost ? 'data-file-lost' : 'failing';
}
