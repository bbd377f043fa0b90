import type { Story } from '../story.ts';
import {
  manySeedsOf,
  monitorSeedsOf,
  MOST_MONITORS,
  type MonitorSeed,
  type MonitorStatus,
} from './monitor-seeds.ts';
import { outagesBySetting, pastOutages, storyOutages, type Outage, type StatusChange } from './outages.ts';

/** For this long a monitor that failed merely looks down. */
const LOOKS_DOWN_MS = 15_000;
const AGE_MS = 200 * 86_400_000;

/** A monitor at one moment. */
export interface Monitor {
  readonly seed: MonitorSeed;
  readonly status: MonitorStatus;
  /** Since when it has been in this status, in epoch milliseconds. */
  readonly sinceMs: number;
  readonly createdAtMs: number;
  /** Oldest first. */
  readonly outages: readonly Outage[];
}

/** All monitors of all environments, as the story and the control endpoint make them. */
export class Monitors {
  private readonly ownSeeds: readonly MonitorSeed[];
  private readonly environments: readonly string[];
  private seeds: readonly MonitorSeed[];
  private readonly past = new Map<number, readonly Outage[]>();
  private readonly changes = new Map<number, StatusChange[]>();
  private readonly story: Story;
  private readonly startedAtMs: number;

  constructor(environments: readonly string[], story: Story, startedAtMs: number) {
    this.environments = environments;
    this.ownSeeds = environments.flatMap((environment, index) => monitorSeedsOf(environment, index));
    this.seeds = this.ownSeeds;
    this.story = story;
    this.startedAtMs = startedAtMs;
    this.rememberPast();
  }

  /** Every monitor at a moment, by id. */
  at(atMs: number): Monitor[] {
    return this.seeds.map((seed) => this.monitor(seed, atMs));
  }

  /** Sets a status by hand, from now until `reset`; the story leaves that monitor alone. False: no such monitor. */
  set(id: number, status: MonitorStatus, atMs: number): boolean {
    if (!this.seeds.some((seed) => seed.id === id)) return false;
    this.changes.set(id, [...(this.changes.get(id) ?? []), { status, atMs }]);
    return true;
  }

  /** The statuses that were set by hand. */
  state(): Record<string, MonitorStatus | undefined> {
    return Object.fromEntries([...this.changes].map(([id, changes]) => [id, changes.at(-1)?.status]));
  }

  /** Gives an environment so many more, until `reset`. False: more than its ids have room for. */
  add(environment: string, count: number): boolean {
    const known = this.seeds.filter((seed) => seed.environment === environment).length;
    if (known + count > MOST_MONITORS) return false;
    const index = this.environments.indexOf(environment);
    this.seeds = [...this.seeds, ...manySeedsOf(environment, index, known, count)];
    this.rememberPast();
    return true;
  }

  /** Gives every monitor back to the story, and takes away what was added. */
  reset(): void {
    this.changes.clear();
    this.seeds = this.ownSeeds;
  }

  private rememberPast(): void {
    for (const seed of this.seeds) this.past.set(seed.id, pastOutages(seed, this.startedAtMs));
  }

  private monitor(seed: MonitorSeed, atMs: number): Monitor {
    const changes = this.changes.get(seed.id) ?? [];
    const scripted = storyOutages(seed, this.story, this.startedAtMs, changes[0]?.atMs ?? atMs).map(
      (outage) => (changes[0] && outage.toMs === null ? { ...outage, toMs: changes[0].atMs } : outage),
    );
    const outages = [...(this.past.get(seed.id) ?? []), ...scripted, ...outagesBySetting(seed.id, changes)];
    const createdAtMs = this.startedAtMs - AGE_MS - (seed.id % 1000) * 3_600_000;
    return { seed, createdAtMs, outages, ...present(seed, changes, outages, createdAtMs, atMs) };
  }
}

function present(
  seed: MonitorSeed,
  changes: readonly StatusChange[],
  outages: readonly Outage[],
  createdAtMs: number,
  atMs: number,
): Pick<Monitor, 'status' | 'sinceMs'> {
  const set = changes.at(-1);
  if (set) return { status: set.status, sinceMs: set.atMs };
  const last = outages.findLast(({ type }) => type === 'Downtime');
  if (last?.toMs === null) {
    return { status: atMs - last.fromMs < LOOKS_DOWN_MS ? 'LOOKS_DOWN' : 'DOWN', sinceMs: last.fromMs };
  }
  return { status: seed.status, sinceMs: last?.toMs ?? createdAtMs };
}
