const DAY_MS = 86_400_000;

/** How often something happens on average, and how far that swings around it (a share, below 1) in which rhythm. */
export interface Rhythm {
  readonly perSecond: number;
  readonly swing?: number;
  readonly periodMs?: number;
}

/**
 * What a counter has counted between two moments: the area under a rate that swings, by default over the day with
 * its peak at 14:00 UTC. A pure function of the clock, so that a counter only grows, however often it is read.
 */
export function grown(
  { perSecond, swing = 0.6, periodMs = DAY_MS }: Rhythm,
  fromMs: number,
  toMs: number,
): number {
  const cycle = (2 * Math.PI) / periodMs;
  const peakMs = (14 / 24) * periodMs;
  const swung = (Math.sin(cycle * (toMs - peakMs)) - Math.sin(cycle * (fromMs - peakMs))) / cycle;
  return Math.max(0, Math.floor((perSecond * (toMs - fromMs + swing * swung)) / 1000));
}

/** The rate of that rhythm at one moment, for what has a level and no total. */
export function levelAt({ perSecond, swing = 0.6, periodMs = DAY_MS }: Rhythm, atMs: number): number {
  const peakMs = (14 / 24) * periodMs;
  return perSecond * (1 + swing * Math.cos((2 * Math.PI * (atMs - peakMs)) / periodMs));
}
