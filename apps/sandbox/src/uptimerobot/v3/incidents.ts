import type { Outage } from '../outages.ts';

/** An ISO 8601 text of epoch milliseconds. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** The eighteen digits that name an outage: its second and its monitor. */
export function incidentId({ fromMs, monitorId }: Outage): string {
  const second = String(Math.floor(fromMs / 1000)).padStart(10, '0');
  return `9${second}${String(monitorId % 10_000_000).padStart(7, '0')}`;
}
