import { momentOf, SYSTEM_CLOCK, type Clock } from '@envscope/integrations/kernel/clock.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { Recent } from '@envscope/integrations/kernel/recent.js';
import { SharedCall } from '@envscope/integrations/kernel/shared-call.js';
import { rateLimited, VendorHttp } from '@envscope/integrations/kernel/http/vendor-http.js';
import type { HttpService } from '@nestjs/axios';
import type { MonitorList, UptimeRobotClient } from './uptimerobot.client.js';
import type { Listing, Monitor, MonitorInterface } from './uptimerobot.monitor.js';
import type { UptimeRobotSettings } from './uptimerobot.settings.js';
import { StatisticsSweep, type Wanted } from './uptimerobot.sweep.js';
import { UptimeRobotV2 } from './uptimerobot.v2.js';
import { UptimeRobotV3 } from './uptimerobot.v3.js';

/** A list that is younger serves the other environments of its key. */
const FRESH_MS = 45_000;
/** A free account has ten calls a minute for everybody who uses it: the console takes three in any minute. */
const MOST_CALLS = 3;
const BUDGET_MS = 60_000;
/** Figures are worth less than the list that waits for them. */
const FIGURE_TIMEOUT_MS = 3_000;

/** Settings with the same key and trust share one account, and with it its calls. */
export function accountKey({ baseUrl, apiKey, ca }: UptimeRobotSettings): string {
  return JSON.stringify([baseUrl, apiKey, ca?.file]);
}

/** The account of a key: one list a minute for all environments that use it, and two figures after it. */
export function createUptimeRobotAccount(
  { baseUrl, apiKey }: UptimeRobotSettings,
  http: HttpService,
  clock: Clock = SYSTEM_CLOCK,
): UptimeRobotAccount {
  const vendor = new VendorHttp(http, { baseUrl });
  return new UptimeRobotAccount(
    new UptimeRobotV3(vendor, apiKey, clock.now),
    new UptimeRobotV2(vendor, apiKey, clock.now),
    clock,
  );
}

/** What the last refresh brought. */
type Outcome = { readonly list: MonitorList } | { readonly failure: Error };

/** One key's account, whose calls are few: what is read for one environment serves all that share the key. */
export class UptimeRobotAccount {
  private readonly sweep = new StatisticsSweep();
  private readonly refresh = new SharedCall((signal) => this.read(signal));
  private readonly tagSets: (readonly string[])[] = [];
  /** By the steady clock. */
  private calledAtMs: readonly number[] = [];
  private readonly recent: Recent<Outcome>;

  constructor(
    private current: MonitorInterface,
    private other: MonitorInterface,
    private readonly clock: Clock,
  ) {
    this.recent = new Recent(FRESH_MS, clock.steady);
  }

  /** One environment's part of the account. */
  taggedWith(tags: readonly string[]): UptimeRobotClient {
    this.tagSets.push(tags);
    return {
      tags,
      monitors: async (signal, { isRequested = false } = {}) => {
        const list = await this.list(signal, isRequested);
        return { ...list, monitors: list.monitors.filter((monitor) => hasTag(monitor, tags)) };
      },
    };
  }

  private async list(signal: AbortSignal, isRequested: boolean): Promise<MonitorList> {
    const isDue = isRequested || !this.recent.isFresh;
    if (isDue && (this.roomForCalls() > 0 || !this.recent.latest)) await this.refresh.join(signal);
    const { latest } = this.recent;
    if (!latest) throw new Error('A refresh ended without an outcome');
    if ('failure' in latest) throw latest.failure;
    return latest.list;
  }

  /** One refresh: the list, then as many figures as the budget leaves. What fails is the outcome until the next one. */
  private async read(signal: AbortSignal): Promise<void> {
    try {
      const { monitors, leftOut } = await this.readList(signal);
      const [sampledAtMs, atMs] = [this.clock.now(), this.clock.steady()];
      await this.readFigures(monitors, signal);
      const complete = monitors.map((monitor) => this.sweep.complete(monitor));
      const list = { api: this.current.name, monitors: complete, leftOut, sampledAtMs };
      this.recent.keep({ list }, atMs);
    } catch (error) {
      // An end that nobody waits for says nothing.
      signal.throwIfAborted();
      this.recent.keep({ failure: error as Error });
    }
  }

  private async readList(signal: AbortSignal): Promise<Listing> {
    this.spend();
    try {
      return await this.current.list(signal);
    } catch (error) {
      if (!isKeyRefused(error) || this.roomForCalls() === 0) throw error;
      this.spend();
      const listing = await this.other.list(signal).catch(() => {
        throw error;
      });
      [this.current, this.other] = [this.other, this.current];
      return listing;
    }
  }

  private async readFigures(monitors: readonly Monitor[], signal: AbortSignal): Promise<void> {
    if (!this.current.figure) return;
    const shown = monitors.filter((monitor) => this.tagSets.some((tags) => hasTag(monitor, tags)));
    const ending = AbortSignal.any([signal, AbortSignal.timeout(FIGURE_TIMEOUT_MS)]);
    const wanted = this.sweep.next(shown, this.roomForCalls(), this.clock.steady());
    await Promise.all(wanted.map((one) => this.readFigure(one, ending)));
  }

  private async readFigure(wanted: Wanted, signal: AbortSignal): Promise<void> {
    this.spend();
    try {
      const value = await this.current.figure?.(wanted.monitorId, wanted.figure, signal);
      this.sweep.keep(wanted, value ?? null, this.clock);
    } catch {
      // The figure keeps its age, which is shown; the list that it belongs to is sound.
      this.sweep.skip(wanted, this.clock.steady());
    }
  }

  private spend(): void {
    if (this.roomForCalls() === 0)
      throw rateLimited(
        new Date(momentOf(this.clock, (this.calledAtMs[0] ?? this.clock.steady()) + BUDGET_MS)),
      );
    this.calledAtMs = [...this.calledAtMs, this.clock.steady()];
  }

  private roomForCalls(): number {
    this.calledAtMs = this.calledAtMs.filter((atMs) => this.clock.steady() - atMs < BUDGET_MS);
    return MOST_CALLS - this.calledAtMs.length;
  }
}

function hasTag({ tags: given }: Monitor, tags: readonly string[]): boolean {
  return tags.length === 0 || tags.some((tag) => given.includes(tag));
}

function isKeyRefused(error: unknown): boolean {
  return error instanceof IntegrationError && /^(?:unauthorized|forbidden)$/.test(error.reason.code);
}
