import type { Build } from './build.ts';

/** How much is measured. */
export interface EngineAmounts {
  /** Intervals over which each figure is taken. */
  readonly rounds: number;
  readonly openPagesMs: number;
}

export const QUICK_ENGINE: EngineAmounts = { rounds: 3, openPagesMs: 15_000 };
export const FULL_ENGINE: EngineAmounts = { rounds: 9, openPagesMs: 45_000 };

/** One figure of one build. */
export interface Measured {
  readonly what: string;
  /** Infinity for what never came. */
  readonly value: number;
  /** At the most. */
  readonly goal?: number;
  /** At the most, of what the other build takes. */
  readonly goalRatio?: number;
  /** The figure for which less is not better, with the only right value. */
  readonly exactly?: number;
  readonly note?: string;
}

/** Measures one build. The list is the same for each. */
export type Measure = (
  build: Build,
  amounts: EngineAmounts,
  say: (what: string) => void,
) => Promise<Measured[]>;
