import {
  instantOf as anyInstantOf,
  type UptimeRobotMonitor,
  type UptimeRobotStatistics,
} from '@envscope/contracts/index.js';
import { invalidAnswer } from '@envscope/integrations/kernel/errors/understood.js';
import { publicUrl } from '@envscope/integrations/kernel/outside/public-url.js';

/**
 * A monitor as the console knows it. UptimeRobot sends passwords, headers and keys along with it: none of them has a
 * place here.
 */
export type Monitor = Omit<UptimeRobotMonitor, 'status' | 'dashboardUrl'>;

/** One figure that is read for one monitor by one call. */
export type Figure = Exclude<keyof UptimeRobotStatistics, 'asOf'>;

/** All monitors of an account. */
export interface Listing {
  readonly monitors: readonly Monitor[];
  /** How many more there are that could not be understood, not even by an id. */
  readonly leftOut: number;
}

/** One version of UptimeRobot's interface, for one key. */
export interface MonitorInterface {
  readonly name: 'v3' | 'v2';
  /** Every monitor of the account, with what figures the list has. Takes one call for each page. */
  list(signal: AbortSignal): Promise<Listing>;
  /** A figure of one monitor: shares 0-1, milliseconds, or null where there is none. Absent where lists have all. */
  figure?(monitorId: string, figure: Figure, signal: AbortSignal): Promise<number | null>;
}

/** More pages than any plan fills: a list that goes on for longer goes on for ever. */
export const MOST_PAGES = 100;
/** Of one monitor. */
export const MOST_TAGS = 50;

/** What was listed. Rejects an account of which nothing was understood: it is not an empty one. */
export function listingOf(monitors: ReadonlyMap<string, Monitor>, leftOut: number): Listing {
  if (monitors.size === 0 && leftOut > 0) throw invalidAnswer('monitors', 'No monitor could be understood');
  return { monitors: [...monitors.values()], leftOut };
}

/** What people call a monitor; its id where it has no name. */
export function nameOf(name: string | null | undefined, id: string): string {
  return name?.trim() ? name : id;
}

/** The address as people may see it. Whoever knows the address of a heartbeat can send it. */
export function monitorUrl(url: string, type: string): string {
  const known = publicUrl(url);
  return type === 'HEARTBEAT' ? known.replace(/^(\w+:\/\/[^/]+)\/.*$/, '$1/…') : known;
}

/** Older than the vendor: 0, and the year 1, stand for "no date". */
const EARLIEST_MS = Date.UTC(2000, 0);

/** ISO 8601 of what the vendor wrote, epoch milliseconds or text; null where it says no moment. */
export function instantOf(moment: string | number | null | undefined): string | null {
  const instant = anyInstantOf(moment);
  return instant !== null && Date.parse(instant) >= EARLIEST_MS ? instant : null;
}
