import {
  byUrgency,
  type EnvironmentId,
  type Measurements,
  type Observation,
  type UptimeRobotMonitor,
  type UptimeRobotSnapshot,
} from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import { observe, type Finding, type Sighting } from '@envscope/integrations/kernel/checks/observe.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { Inject, Injectable } from '@nestjs/common';
import { UPTIMEROBOT_CLIENTS, type MonitorList, type UptimeRobotClient } from './uptimerobot.client.js';
import { judgeMonitor, type MonitorVerdict } from './uptimerobot.judgement.js';
import type { Monitor } from './uptimerobot.monitor.js';

const DAY_MS = 86_400_000;

interface Judged {
  readonly monitor: Monitor;
  readonly verdict: MonitorVerdict;
}

/** Tells how UptimeRobot sees an environment's monitors, a result for each. */
@Injectable()
export class UptimeRobotProbe implements Probe {
  readonly service = 'uptimerobot';
  readonly headline = 'averageResponseMs';

  constructor(@Inject(UPTIMEROBOT_CLIENTS) private readonly clients: PerEnvironment<UptimeRobotClient>) {}

  observe(environment: EnvironmentId, limits: CheckLimits): Promise<Observation> {
    const { isRequested = false } = limits;
    return observe({ environment, service: this.service, silence: 'unknown' }, limits, async (signal) => {
      const client = this.clients.for(environment);
      return sightingOf(await client.monitors(signal, { isRequested }), client.tags);
    });
  }
}

function sightingOf(list: MonitorList, tags: readonly string[]): Sighting {
  const judged = list.monitors.map((monitor) => ({ monitor, verdict: judgeMonitor(monitor) }));
  return {
    findings: judged.length === 0 ? [nothing(list, tags)] : judged.map(finding),
    snapshot: { ...snapshotOf(list, tags, judged) },
  };
}

function nothing({ api }: MonitorList, tags: readonly string[]): Finding {
  const params = { api, ...(tags.length === 0 ? {} : { tags: tags.join(', ') }) };
  return { status: 'unknown', reason: { code: 'monitors-none', params } };
}

function finding({ monitor, verdict }: Judged): Finding {
  // The time that UptimeRobot took to answer says nothing about a monitor.
  return {
    ...verdict,
    target: monitor.id,
    label: monitor.name,
    latencyMs: null,
    measurements: figuresOf(monitor),
  };
}

function figuresOf({ statistics, certificateExpiresAt }: Monitor): Measurements {
  const figures = {
    uptime24HoursRatio: statistics?.uptime24HoursRatio,
    uptime7DaysRatio: statistics?.uptime7DaysRatio,
    uptime30DaysRatio: statistics?.uptime30DaysRatio,
    averageResponseMs: statistics?.averageResponseMs,
    certificateDaysLeft: daysUntil(certificateExpiresAt),
  };
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, value]) => (value == null ? [] : [[name, value]])),
  );
}

function daysUntil(instant: string | null): number | null {
  return instant === null ? null : Math.floor((Date.parse(instant) - Date.now()) / DAY_MS);
}

function snapshotOf(
  list: MonitorList,
  tags: readonly string[],
  judged: readonly Judged[],
): UptimeRobotSnapshot {
  const count = (status: MonitorVerdict['status']): number =>
    judged.filter(({ verdict }) => verdict.status === status).length;
  return {
    api: list.api,
    tags: [...tags],
    counts: {
      up: count('up'),
      degraded: count('degraded'),
      down: count('down'),
      paused: count('paused'),
      unknown: count('unknown'),
    },
    leftOut: list.leftOut,
    monitors: judged.map(shown).sort((a, b) => byUrgency(a.status, b.status)),
    sampledAt: new Date(list.sampledAtMs).toISOString(),
  };
}

function shown({ monitor, verdict }: Judged): UptimeRobotMonitor {
  const dashboardUrl = `https://dashboard.uptimerobot.com/monitors/${encodeURIComponent(monitor.id)}`;
  return { ...monitor, status: verdict.status, dashboardUrl };
}
