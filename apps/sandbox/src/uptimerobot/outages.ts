import { chance, seedOf } from '../chance.ts';
import type { Story } from '../story.ts';
import { CHECKOUT, type MonitorSeed, type MonitorStatus } from './monitor-seeds.ts';

const DAY_MS = 86_400_000;
const HISTORY_DAYS = 90;
const STORY_TURNS = 20;

/** A stretch, in epoch milliseconds, in which a monitor was not as it should be; open while `toMs` is null. */
export interface Outage {
  readonly monitorId: number;
  readonly type: 'Downtime' | 'SlowResponse';
  readonly cause: number;
  readonly reason: string;
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** A status that was set by hand, from a moment on. */
export interface StatusChange {
  readonly status: MonitorStatus;
  readonly atMs: number;
}

const CAUSES = [
  { cause: 502, reason: '502 Bad Gateway' },
  { cause: 503, reason: '503 Service Unavailable' },
  { cause: 333333, reason: 'Connection Timeout' },
  { cause: 444444, reason: 'No Response' },
] as const;

/** The outages of the three months before `untilMs`, oldest first; the same for the same monitor. */
export function pastOutages({ id, status }: MonitorSeed, untilMs: number): Outage[] {
  if (status !== 'UP') return [];
  const seed = seedOf(`outages of ${id}`);
  const days = Array.from({ length: HISTORY_DAYS }, (_, index) => HISTORY_DAYS - index);
  return days
    .filter((day) => chance(seed, day) < 0.05)
    .map((day) => {
      const fromMs = seconds(untilMs - day * DAY_MS + chance(seed, day + 1000) * 0.9 * DAY_MS);
      const lastsMs = seconds(60_000 + chance(seed, day + 2000) * 840_000);
      const { cause, reason } = CAUSES[Math.floor(chance(seed, day + 3000) * CAUSES.length)] ?? CAUSES[0];
      return { monitorId: id, type: 'Downtime', cause, reason, fromMs, toMs: fromMs + lastsMs };
    });
}

/** The outages of the story up to `atMs`, oldest first. */
export function storyOutages(seed: MonitorSeed, story: Story, startedAtMs: number, atMs: number): Outage[] {
  const part = storyOf(seed);
  if (part === undefined) return [];
  return story.turns(part.twist, atMs - startedAtMs, STORY_TURNS).map(({ from, to }) => ({
    ...part.outage,
    monitorId: seed.id,
    fromMs: startedAtMs + from,
    toMs: startedAtMs + to <= atMs ? startedAtMs + to : null,
  }));
}

function storyOf({ name, environment }: MonitorSeed) {
  if (name === `staging ${CHECKOUT}` && environment === 'staging') {
    return {
      twist: 'staging-monitor-down',
      outage: { type: 'Downtime', cause: 502, reason: '502 Bad Gateway' },
    } as const;
  }
  if (name === `prod ${CHECKOUT}` && environment === 'prod') {
    return {
      twist: 'prod-slow-endpoint',
      outage: { type: 'SlowResponse', cause: 0, reason: 'Slow Response' },
    } as const;
  }
  return undefined;
}

/** The outages that follow from statuses set by hand, oldest first. */
export function outagesBySetting(monitorId: number, changes: readonly StatusChange[]): Outage[] {
  return changes.flatMap(({ status, atMs }, index) => {
    const isBad = isDown(status);
    const wasBad = isDown(changes[index - 1]?.status ?? 'UP');
    if (!isBad || wasBad) return [];
    const end = changes.slice(index + 1).find((later) => !isDown(later.status));
    const toMs = end?.atMs ?? null;
    return [
      { monitorId, type: 'Downtime', cause: 503, reason: '503 Service Unavailable', fromMs: atMs, toMs },
    ];
  });
}

/** How much of a stretch the outages take, in milliseconds; slow answers do not count as being down. */
export function downtimeMs(outages: readonly Outage[], fromMs: number, toMs: number): number {
  return outages
    .filter(({ type }) => type === 'Downtime')
    .reduce((sum, outage) => {
      const overlap = Math.min(outage.toMs ?? toMs, toMs) - Math.max(outage.fromMs, fromMs);
      return sum + Math.max(0, overlap);
    }, 0);
}

function isDown(status: MonitorStatus): boolean {
  return status === 'DOWN' || status === 'LOOKS_DOWN';
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
