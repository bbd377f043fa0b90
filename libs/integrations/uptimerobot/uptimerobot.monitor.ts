import type { UptimeRobotMonitor, UptimeRobotStatistics } from '@envscope/contracts/index.js';
import { publicUrl } from '@envscope/integrations/kernel/public-url.js';

/**
 * A monitor as the console knows it. UptimeRobot sends passwords, headers and keys along with it: none of them has a
 * place here.
 */
export type Monitor = Omit<UptimeRobotMonitor, 'status' | 'dashboardUrl'>;

/** One figure that is read for one monitor by one call. */
export type Figure = Exclude<keyof UptimeRobotStatistics, 'asOf'>;

/** One version of UptimeRobot's interface, for one key. */
export interface MonitorInterface {
  readonly name: 'v3' | 'v2';
  /** Every monitor of the account, with what figures the list tells. Takes one call for each page. */
  list(signal: AbortSignal): Promise<Monitor[]>;
  /** A figure of one monitor: shares 0-1, milliseconds, or null where there is none. Absent where lists tell all. */
  figure?(monitorId: string, figure: Figure, signal: AbortSignal): Promise<number | null>;
}

/** More pages than any plan fills: a list that goes on for longer goes on for ever. */
export const MOST_PAGES = 100;

/** The address as people may see it. Whoever knows the address of a heartbeat can send it. */
export function monitorUrl(url: string, type: string): string {
  const known = publicUrl(url);
  return type === 'HEARTBEAT' ? known.replace(/^(\w+:\/\/[^/]+)\/.*$/, '$1/…') : known;
}

/** ISO 8601 of what the vendor wrote, epoch milliseconds or text; null where it says no moment. */
export function instantOf(moment: string | number | null | undefined): string | null {
  const at = new Date(moment ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
