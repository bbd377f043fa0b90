import type { Observation, ObservedResult } from '@envscope/contracts/index.js';
import type { ServiceManifest } from '@envscope/integrations/kernel/service.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The observation as it might have been at an earlier moment: as busy as that hour, and without what only the newest has. */
export function earlier(observation: Observation, manifest: ServiceManifest, atMs: number): Observation {
  const checkedAt = new Date(atMs).toISOString();
  const nowMs = Date.parse(observation.observedAt);
  const units = new Map(Object.entries(manifest.figures).map(([name, { unit }]) => [name, unit]));
  return {
    ...observation,
    observedAt: checkedAt,
    snapshot: null,
    results: observation.results.map((newest): ObservedResult => {
      const result = { ...newest };
      delete result.detail;
      const busy =
        busyness(`${observation.environment} ${manifest.kind} ${result.target}`, atMs) / daylight(nowMs);
      const measured = Object.entries(result.measurements).map(([name, value]): [string, number] => {
        const unit = units.get(name);
        return [name, unit === 'ms' || unit === 'per-second' ? round(value * busy) : value];
      });
      const latencyMs = result.latencyMs === null ? null : Math.max(1, Math.round(result.latencyMs * busy));
      return { ...result, checkedAt, latencyMs, measurements: Object.fromEntries(measured) };
    }),
  };
}

/** How busy a service is at a moment: by the hour, and a little by chance. The same moment is always as busy. */
function busyness(name: string, atMs: number): number {
  return daylight(atMs) * (0.85 + 0.3 * chance(name, atMs));
}

/** Busiest at 14:00 UTC, as the sandbox's own figures are. */
function daylight(atMs: number): number {
  const hours = (atMs % DAY_MS) / HOUR_MS;
  return 0.7 + 0.3 * (1 + Math.cos(((hours - 14) / 24) * 2 * Math.PI));
}

/** A figure of [0, 1) for the name and the second. */
function chance(name: string, atMs: number): number {
  let hash = Math.imul(Math.floor(atMs / 1_000), 0x9e3779b1) | 0;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return ((hash ^ (hash >>> 15)) >>> 0) / 0x1_0000_0000;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
