import type { CheckStatus, LocationId, Observation } from '@envscope/contracts/index.js';
import {
  NAMED_TARGETS,
  type WorkerReport,
  type WorkerResult,
} from '@envscope/monitoring/workers/messages.js';
import { shifted } from '@envscope/monitoring/workers/shifted.js';
import { keyOfSeen, type SpreadTarget } from '@envscope/monitoring/workers/shards.js';
import type { RunnerReports } from './shard-runner.js';

/** Where reports go, and by whose clock they speak. */
export interface ReportChannel {
  readonly clockOffsetMs: number;
  report(report: WorkerReport): Promise<void>;
}

export interface SenderOptions {
  readonly worker: WorkerReport['worker'];
  readonly location: LocationId | undefined;
  /** Since when the public network cannot be reached, ISO 8601. */
  readonly blindSince: () => string | null;
  readonly onFault: (error: unknown) => void;
}

/** Results without a change are said together: each report is a few commands of Redis. */
const TOGETHER_MS = 250;
/** A change waits for those that come with it. */
const CHANGE_MS = 50;
const MOST_RESULTS = 100;
/** Where nothing is checked it says at least that it is there. */
const HELLO_MS = 10_000;
/** What cannot be said for so long is made by the console itself meanwhile. */
const MOST_WAITING = 10_000;
const UNKNOWN_KEPT_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Says in groups what the worker saw, a change sooner than the rest. */
export class ReportSender implements RunnerReports {
  private waiting: WorkerResult[] = [];
  private timer: NodeJS.Timeout | undefined;
  private dueMs = Infinity;
  private sending: Promise<void> | undefined;
  private hello: NodeJS.Timeout | undefined;
  private saidMs = -Infinity;
  private readonly statuses = new Map<string, CheckStatus>();
  /** When each was asked for last, by the steady clock. */
  private readonly unknown = new Map<string, number>();
  private isOfSameSettings = true;
  /** Checks of each second of the last minute. */
  private readonly seconds = new Map<number, number>();

  constructor(
    private readonly channel: ReportChannel,
    private readonly options: SenderOptions,
  ) {}

  start(): void {
    void this.send();
    this.hello = setInterval(() => {
      if (performance.now() - this.saidMs >= HELLO_MS - 1_000) void this.send();
    }, HELLO_MS);
  }

  /** Says what is left. */
  async stop(): Promise<void> {
    clearInterval(this.hello);
    await this.sending;
    while (this.waiting.length > 0) await this.send();
    clearTimeout(this.timer);
  }

  result(plannedMs: number, isRequested: boolean, seen: Observation): void {
    const observation = shifted(seen, this.channel.clockOffsetMs);
    this.waiting.push({ plannedMs, isRequested, observation });
    if (this.waiting.length > MOST_WAITING) this.waiting.shift();
    const second = Math.floor(performance.now() / 1_000);
    this.seconds.set(second, (this.seconds.get(second) ?? 0) + 1);
    this.sendWithin(isRequested || this.isChange(observation) ? CHANGE_MS : TOGETHER_MS);
  }

  noteSettings(unknown: readonly SpreadTarget[], isSame: boolean): void {
    const nowMs = performance.now();
    this.isOfSameSettings = isSame;
    for (const { environment, service, target } of unknown)
      this.unknown.set(`${environment}/${service}/${target}`, nowMs);
    for (const [name, atMs] of this.unknown) if (nowMs - atMs > UNKNOWN_KEPT_MS) this.unknown.delete(name);
  }

  private isChange(observation: Observation): boolean {
    const [first] = observation.results;
    const key = keyOfSeen(observation);
    const before = this.statuses.get(key) ?? 'up';
    if (first) this.statuses.set(key, first.status);
    return before !== first?.status;
  }

  private sendWithin(ms: number): void {
    const dueMs = performance.now() + ms;
    if (dueMs >= this.dueMs) return;
    clearTimeout(this.timer);
    this.dueMs = dueMs;
    this.timer = setTimeout(() => void this.send(), ms);
  }

  /** One report at a time, in their order; what comes meanwhile goes with the next. */
  private send(): Promise<void> {
    this.dueMs = Infinity;
    this.sending ??= this.sendAll().finally(() => (this.sending = undefined));
    return this.sending;
  }

  private async sendAll(): Promise<void> {
    do {
      const results = this.waiting.splice(0, MOST_RESULTS);
      this.saidMs = performance.now();
      await this.channel.report(this.reportOf(results)).catch(this.options.onFault);
    } while (this.waiting.length >= MOST_RESULTS);
    if (this.waiting.length > 0) this.sendWithin(TOGETHER_MS);
  }

  private reportOf(results: WorkerResult[]): WorkerReport {
    const { worker, location, blindSince } = this.options;
    return {
      version: 1,
      worker,
      location: location ?? null,
      sentAt: new Date(Date.now() + this.channel.clockOffsetMs).toISOString(),
      checksPerMinute: this.checksPerMinute(),
      blindSince: blindSince(),
      unknown: { count: this.unknown.size, names: [...this.unknown.keys()].slice(0, NAMED_TARGETS) },
      isOfSameSettings: this.isOfSameSettings,
      results,
    };
  }

  private checksPerMinute(): number {
    const oldest = Math.floor((performance.now() - MINUTE_MS) / 1_000);
    for (const second of this.seconds.keys()) if (second < oldest) this.seconds.delete(second);
    return [...this.seconds.values()].reduce((sum, count) => sum + count, 0);
  }
}
