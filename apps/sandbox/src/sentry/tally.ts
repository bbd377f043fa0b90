import { chance, seedOf } from '../chance.ts';
import type { Story } from '../story.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SPIKE_PER_MINUTE = 25;

/** Some events of one issue at one moment. */
export interface Occurrence {
  readonly atMs: number;
  readonly count: number;
}

/** How often an issue happens in one environment. */
export interface Rhythm {
  readonly name: string;
  /** The key of the environment. */
  readonly environment: string;
  readonly perHour: number;
  readonly bornAtMs: number;
  /** Whether it is the one that the story lets spike. */
  readonly isSpiking: boolean;
}

/** The events of an issue from its birth until now, oldest first: at most one moment per minute. */
export function occurrences(rhythm: Rhythm, story: Story, startedAtMs: number, nowMs: number): Occurrence[] {
  const seed = seedOf(rhythm.name);
  const found: Occurrence[] = [];
  for (let hour = Math.floor(rhythm.bornAtMs / HOUR_MS); hour * HOUR_MS <= nowMs; hour++) {
    const perMinute = (rhythm.perHour / 60) * 2 * story.load(rhythm.environment, hour * HOUR_MS);
    for (let minute = hour * 60; minute < (hour + 1) * 60; minute++) {
      const startMs = minute * MINUTE_MS;
      const atMs = startMs + Math.floor(chance(seed ^ 1, minute) * MINUTE_MS);
      if (atMs < rhythm.bornAtMs || atMs > nowMs) continue;
      const isSpike = rhythm.isSpiking && story.isHappening('staging-error-spike', atMs - startedAtMs);
      const count = Math.floor(perMinute + (isSpike ? SPIKE_PER_MINUTE : 0) + chance(seed, minute));
      if (count > 0) found.push({ atMs, count });
    }
  }
  return found;
}

/** How many events fall within a stretch, its end left out. */
export function countWithin(all: readonly Occurrence[], fromMs: number, toMs: number): number {
  return all.reduce((sum, { atMs, count }) => (atMs >= fromMs && atMs < toMs ? sum + count : sum), 0);
}

/** The events per step of a stretch; each bucket is named by its first millisecond. */
export function bucketsOf(
  all: readonly Occurrence[],
  { fromMs, toMs, stepMs }: { fromMs: number; toMs: number; stepMs: number },
): { atMs: number; count: number }[] {
  const first = Math.floor(fromMs / stepMs);
  const counts = new Map<number, number>();
  for (let bucket = first; bucket * stepMs < toMs; bucket++) counts.set(bucket, 0);
  for (const { atMs, count } of all) {
    const bucket = Math.floor(atMs / stepMs);
    const before = counts.get(bucket);
    if (before !== undefined && atMs < toMs) counts.set(bucket, before + count);
  }
  return [...counts].map(([bucket, count]) => ({ atMs: bucket * stepMs, count }));
}
