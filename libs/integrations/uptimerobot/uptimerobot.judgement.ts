import type { CheckStatus, Reason } from '@envscope/contracts/index.js';
import type { Monitor } from './uptimerobot.monitor.js';

/** What a monitor's state means here. */
export type MonitorVerdict =
  | { readonly status: 'up' | 'paused'; readonly reason?: undefined }
  | { readonly status: Extract<CheckStatus, 'degraded' | 'down' | 'unknown'>; readonly reason: Reason };

/** Reads UptimeRobot's word for a state; a word that is new tells nothing. */
export function judgeMonitor({ state, stateSinceAt, lastIncident }: Monitor): MonitorVerdict {
  const since: Reason['params'] = stateSinceAt === null ? {} : { sinceAt: stateSinceAt };
  const outage: Reason['params'] = lastIncident?.isOpen ? { ...since, cause: lastIncident.reason } : since;
  switch (state) {
    case 'UP':
      return { status: 'up' };
    case 'PAUSED':
      return { status: 'paused' };
    case 'LOOKS_DOWN':
      return { status: 'degraded', reason: { code: 'monitor-failing', params: outage } };
    case 'DOWN':
      return { status: 'down', reason: { code: 'monitor-down', params: outage } };
    case 'STARTED':
      return { status: 'unknown', reason: { code: 'monitor-pending', params: since } };
    default:
      return { status: 'unknown', reason: { code: 'no-data', params: { state } } };
  }
}
