import type { BenchConsole } from './bench-console.ts';
import type { Part } from './parts/part.ts';
import type { Plan } from './plan.ts';

/** What measures work with. */
export interface Run {
  readonly subject: BenchConsole;
  readonly targets: Part;
  readonly load: Part;
  readonly plan: Plan;
  /** Says how far it is. */
  readonly say: (what: string) => void;
}
