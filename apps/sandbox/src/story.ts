import { chance, seedOf } from './chance.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** The story starts over after this long. */
export const STORY_LENGTH_MS = 12 * MINUTE;

/** What goes wrong in one turn of the story, and when; both ends are milliseconds since its start. */
export const PLOT = {
  // Early, short, and noticed by two checks: whoever starts the demo sees it open and resolve within two minutes.
  'prod-endpoint-down': { from: 8 * SECOND, to: 72 * SECOND },
  'staging-monitor-down': { from: 70 * SECOND, to: 160 * SECOND },
  'staging-error-spike': { from: 230 * SECOND, to: 330 * SECOND },
  'prod-slow-endpoint': { from: 400 * SECOND, to: 490 * SECOND },
  'dev-flaky-endpoint': { from: 540 * SECOND, to: 660 * SECOND },
} as const;

/** A name of something that goes wrong. */
export type PlotTwist = keyof typeof PLOT;

/** A stretch of time; both ends are milliseconds, of the clock that the giver states. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * What the demo shows at which moment. Every figure is a pure function of names and times, so that the same
 * second always looks the same, whoever asks and how often.
 */
export interface Story {
  /** Whether this goes wrong `elapsedMs` after the start; before the start nothing does. */
  isHappening(twist: PlotTwist, elapsedMs: number): boolean;
  /** The last turns (at most `count`, oldest first) in which this went or goes wrong, in elapsed milliseconds. */
  turns(twist: PlotTwist, elapsedMs: number, count: number): Stretch[];
  /** How busy an environment is at this time of day (epoch milliseconds, UTC): above 0, 1 at its busiest. */
  load(environment: string, atMs: number): number;
  /** A figure of [0, 1) for this name, which changes once per second. */
  noise(name: string, atMs: number): number;
}

/** The lively story of the demo: it loops every twelve minutes and breathes with the hours of the day. */
export const livelyStory: Story = {
  isHappening(twist, elapsedMs) {
    const { from, to } = PLOT[twist];
    const moment = elapsedMs % STORY_LENGTH_MS;
    return elapsedMs >= 0 && moment >= from && moment < to;
  },

  turns(twist, elapsedMs, count) {
    const { from, to } = PLOT[twist];
    const latest = Math.floor((elapsedMs - from) / STORY_LENGTH_MS);
    const first = Math.max(0, latest - count + 1);
    return Array.from({ length: Math.max(0, latest - first + 1) }, (_, index) => {
      const offset = (first + index) * STORY_LENGTH_MS;
      return { from: offset + from, to: offset + to };
    });
  },

  load(environment, atMs) {
    const hours = (atMs % DAY) / (60 * MINUTE);
    // Busiest at 14:00 UTC, quietest at 02:00; a development environment sleeps more deeply than production.
    const daylight = (1 + Math.cos(((hours - 14) / 24) * 2 * Math.PI)) / 2;
    const floor = environment === 'prod' ? 0.35 : 0.15;
    const ripple = 0.9 + 0.1 * chance(seedOf(`load ${environment}`), Math.floor(atMs / (5 * SECOND)));
    return (floor + (1 - floor) * daylight) * ripple;
  },

  noise: (name, atMs) => chance(seedOf(name), Math.floor(atMs / SECOND)),
};

/** The calm story, for tests: nothing goes wrong and every figure stands still in its middle. */
export const calmStory: Story = {
  isHappening: () => false,
  turns: () => [],
  load: () => 0.5,
  noise: () => 0.5,
};
