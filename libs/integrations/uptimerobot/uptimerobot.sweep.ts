import type { Clock } from '@envscope/integrations/kernel/clock.js';
import type { Figure, Monitor } from './uptimerobot.monitor.js';

/** A figure that is to be read, and of which monitor. */
export interface Wanted {
  readonly monitorId: string;
  readonly figure: Figure;
}

interface Reading {
  readonly value: number | null;
  /** Epoch milliseconds of the value; undefined while there is none. */
  readonly readAtMs: number | undefined;
  /** By the steady clock. */
  readonly triedAtMs: number;
}

/** In the order in which they are read for the first time. */
const FIGURES: readonly Figure[] = [
  'uptime24HoursRatio',
  'uptime30DaysRatio',
  'averageResponseMs',
  'uptime7DaysRatio',
];
/** Figures over days hardly move in less time than this. */
const YOUNGEST_MS = 300_000;
const UNWATCHED: ReadonlySet<string> = new Set(['PAUSED', 'STARTED']);

/** Goes over all figures of all monitors, a few at a time and the oldest first, and keeps what was read. */
export class StatisticsSweep {
  private readings: ReadonlyMap<string, Reading> = new Map();

  /** The figures to read next, at most `count`. Forgets those of monitors that are gone. */
  next(monitors: readonly Monitor[], count: number, steadyMs: number): Wanted[] {
    const wanted = FIGURES.flatMap((figure) =>
      monitors.filter((monitor) => isWanted(monitor, figure)).map(({ id }) => ({ monitorId: id, figure })),
    );
    const kept = wanted.flatMap((one) => {
      const reading = this.readings.get(keyOf(one));
      return reading ? [[keyOf(one), reading] as const] : [];
    });
    this.readings = new Map(kept);
    const triedAt = (one: Wanted): number =>
      this.readings.get(keyOf(one))?.triedAtMs ?? Number.NEGATIVE_INFINITY;
    return wanted
      .filter((one) => steadyMs - triedAt(one) >= YOUNGEST_MS)
      .sort((a, b) => order(triedAt(a), triedAt(b)))
      .slice(0, count);
  }

  /** Keeps a figure. */
  keep(one: Wanted, value: number | null, { now, steady }: Clock): void {
    this.set(one, { value, readAtMs: now(), triedAtMs: steady() });
  }

  /** Puts a figure that could not be read behind all others, with the value that it had. */
  skip(one: Wanted, steadyMs: number): void {
    this.set(one, {
      value: null,
      readAtMs: undefined,
      ...this.readings.get(keyOf(one)),
      triedAtMs: steadyMs,
    });
  }

  /** The monitor with the figures that were read, as old as the oldest of them. */
  complete(monitor: Monitor): Monitor {
    const { statistics } = monitor;
    if (!statistics) return monitor;
    const read = FIGURES.flatMap((figure) => {
      const reading = this.readings.get(keyOf({ monitorId: monitor.id, figure }));
      const isKept = reading?.readAtMs !== undefined && statistics[figure] === null;
      return isKept ? [{ figure, value: reading.value, readAtMs: reading.readAtMs }] : [];
    });
    const oldestMs = Math.min(Date.parse(statistics.asOf), ...read.map(({ readAtMs }) => readAtMs));
    const figures = Object.fromEntries(read.map(({ figure, value }) => [figure, value]));
    return { ...monitor, statistics: { ...statistics, ...figures, asOf: new Date(oldestMs).toISOString() } };
  }

  private set(one: Wanted, reading: Reading): void {
    this.readings = new Map(this.readings).set(keyOf(one), reading);
  }
}

/** What the list has by itself needs no call, and what is not watched has no new figures. */
function isWanted({ state, statistics }: Monitor, figure: Figure): boolean {
  return !UNWATCHED.has(state) && statistics?.[figure] == null;
}

function keyOf({ monitorId, figure }: Wanted): string {
  return `${monitorId} ${figure}`;
}

/** Not a subtraction: two figures that were never read are minus infinity both. */
function order(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
