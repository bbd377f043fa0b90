import type { EnvironmentId, ServiceKind, TargetId } from '@envscope/contracts/index.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Something that went wrong in the demo's past, and is over. */
export interface Trouble {
  readonly environment: EnvironmentId;
  /** What fails; the other services of the environment stay as they are. */
  readonly services: readonly ServiceKind[];
  /** The one target that fails; undefined: whatever the services have. */
  readonly target?: TargetId;
  /** Milliseconds ago. */
  readonly beganMs: number;
  readonly endedMs: number;
  /** Who acknowledged it, and what they found. */
  readonly acknowledged?: { readonly by: string; readonly note: string; readonly afterMs: number };
  /** How the sandbox is made to fail: method, path and body of its control endpoint. */
  readonly pull: readonly [method: 'POST' | 'PUT', path: string, body: object];
}

/** What went wrong before a demo begins. */
export const TROUBLES: readonly Trouble[] = [
  {
    environment: 'prod',
    services: ['endpoints'],
    target: 'search',
    beganMs: 31 * HOUR_MS,
    endedMs: 31 * HOUR_MS - 23 * MINUTE_MS,
    pull: ['PUT', '/app/prod/search', { status: 500 }],
  },
  {
    environment: 'staging',
    services: ['redis', 'request-metrics'],
    beganMs: 19 * HOUR_MS,
    endedMs: 19 * HOUR_MS - 12 * MINUTE_MS,
    pull: ['POST', '/faults', { service: 'redis', environment: 'staging', kind: 'down' }],
  },
  {
    environment: 'prod',
    services: ['endpoints'],
    target: 'orders',
    beganMs: 5 * HOUR_MS,
    endedMs: 5 * HOUR_MS - 17 * MINUTE_MS,
    acknowledged: { by: 'Minji', note: 'Release 2026.11.3 rolled back', afterMs: 4 * MINUTE_MS },
    pull: ['PUT', '/app/prod/orders', { status: 503 }],
  },
  {
    environment: 'dev',
    services: ['endpoints'],
    target: 'search',
    beganMs: 95 * MINUTE_MS,
    endedMs: 88 * MINUTE_MS,
    pull: ['PUT', '/app/dev/search', { status: 502 }],
  },
];
