import type { Measurements, Reason } from '@envscope/contracts/index.js';
import {
  degraded,
  down,
  measured,
  paused,
  unknown,
  up,
  type Finding,
} from '@envscope/integrations/kernel/checks/finding.js';
import type { Monitor } from './uptimerobot.monitor.js';
import { uptimerobotService } from './uptimerobot.service.js';

const DAY_MS = 86_400_000;

/** The status of a monitor, by UptimeRobot's word for its state; a word that is new says nothing. */
export function judge({ state, stateSinceAt, lastIncident }: Monitor): Finding {
  const since: Reason['params'] = stateSinceAt === null ? {} : { sinceAt: stateSinceAt };
  const outage: Reason['params'] = lastIncident?.isOpen ? { ...since, cause: lastIncident.reason } : since;
  switch (state) {
    case 'UP':
      return up();
    case 'PAUSED':
      return paused();
    case 'LOOKS_DOWN':
      return degraded('monitor-failing', outage);
    case 'DOWN':
      return down('monitor-down', outage);
    case 'STARTED':
      return unknown('monitor-pending', since);
    default:
      return unknown('no-data', { state });
  }
}

/** The figures that become history. */
export function measure({ statistics, certificateExpiresAt }: Monitor, nowMs: number): Measurements {
  return measured(uptimerobotService, {
    uptime24HoursRatio: statistics?.uptime24HoursRatio,
    uptime7DaysRatio: statistics?.uptime7DaysRatio,
    uptime30DaysRatio: statistics?.uptime30DaysRatio,
    averageResponseMs: statistics?.averageResponseMs,
    certificateDaysLeft: daysUntil(certificateExpiresAt, nowMs),
  });
}

/** Whole days until a moment, negative once it passed; null where there is none. */
function daysUntil(instant: string | null, nowMs: number): number | null {
  return instant === null ? null : Math.floor((Date.parse(instant) - nowMs) / DAY_MS);
}
