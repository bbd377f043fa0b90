import type { Monitor } from '../monitors.ts';
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

/** The incidents of these monitors as version 3 lists them, newest first. */
export function incidentsV3(monitors: readonly Monitor[]) {
  return monitors
    .flatMap(({ seed, outages }) =>
      outages.map((outage) => ({
        id: incidentId(outage),
        status: outage.toMs === null ? 'Ongoing' : 'Resolved',
        type: outage.type,
        cause: outage.cause,
        reason: outage.reason,
        monitor: { id: seed.id, friendlyName: seed.name },
        commentsCount: 0,
        startedAt: iso(outage.fromMs),
        resolvedAt: outage.toMs === null ? null : iso(outage.toMs),
        duration: outage.toMs === null ? null : (outage.toMs - outage.fromMs) / 1000,
        includeInReports: true,
      })),
    )
    .sort((one, other) => other.id.localeCompare(one.id));
}
