import { chance } from '../../apps/sandbox/src/chance.ts';

/** Gives figures of [0, 1), the same ones for the same seed. */
export function seeded(seed: number): () => number {
  let count = 0;
  return () => chance(seed, count++);
}
