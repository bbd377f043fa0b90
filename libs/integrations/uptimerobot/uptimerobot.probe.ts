import {
  byUrgency,
  type EnvironmentId,
  type Observation,
  type UptimeRobotMonitor,
  type UptimeRobotSnapshot,
} from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import { unknown, type Finding } from '@envscope/integrations/kernel/checks/finding.js';
import { observe, type ObservationDraft } from '@envscope/integrations/kernel/checks/observe.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { Inject, Injectable } from '@nestjs/common';
import { UPTIMEROBOT_CLIENTS, type MonitorList, type UptimeRobotClient } from './uptimerobot.client.js';
import { judge, measure } from './uptimerobot.judgement.js';
import type { Monitor } from './uptimerobot.monitor.js';
import { uptimerobotService } from './uptimerobot.service.js';

interface Judged {
  readonly monitor: Monitor;
  readonly finding: Finding;
}

/** Reports how UptimeRobot sees an environment's monitors, a result for each. */
@Injectable()
export class UptimeRobotProbe implements Probe {
  readonly service = 'uptimerobot';

  constructor(@Inject(UPTIMEROBOT_CLIENTS) private readonly clients: PerEnvironment<UptimeRobotClient>) {}

  observe(environment: EnvironmentId, limits: CheckLimits): Promise<Observation> {
    const { isRequested = false } = limits;
    return observe({ environment, service: uptimerobotService }, limits, async (signal) => {
      const client = this.clients.for(environment);
      return draftOf(await client.monitors(signal, { isRequested }), client.tags);
    });
  }
}

function draftOf(list: MonitorList, tags: readonly string[]): ObservationDraft {
  const judged = list.monitors.map((monitor) => ({ monitor, finding: findingOf(monitor) }));
  return {
    findings: judged.length === 0 ? [nothing(list, tags)] : judged.map(({ finding }) => finding),
    snapshot: { ...snapshotOf(list, tags, judged) },
  };
}

function nothing({ api }: MonitorList, tags: readonly string[]): Finding {
  return unknown('monitors-none', { api, ...(tags.length === 0 ? {} : { tags: tags.join(', ') }) });
}

function findingOf(monitor: Monitor): Finding {
  const { id: target, name: label } = monitor;
  // The time that UptimeRobot took to answer says nothing about a monitor.
  return { ...judge(monitor), target, label, latencyMs: null, measurements: measure(monitor, Date.now()) };
}

function snapshotOf(
  list: MonitorList,
  tags: readonly string[],
  judged: readonly Judged[],
): UptimeRobotSnapshot {
  const count = (status: Finding['status']): number =>
    judged.filter(({ finding }) => finding.status === status).length;
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

function shown({ monitor, finding }: Judged): UptimeRobotMonitor {
  const dashboardUrl = `https://dashboard.uptimerobot.com/monitors/${encodeURIComponent(monitor.id)}`;
  return { ...monitor, status: finding.status, dashboardUrl };
}
