import type { SandboxFault } from '../../libs/testing/servers/sandbox.ts';

/**
 * What Discord does to the first calls of each channel, one fault after another, beside its ordinary limits. Where it
 * refuses for good (401, 404) the webhook is as it was by the time that somebody has the console try again.
 */
export const FOUL_WEATHER: readonly SandboxFault[] = [
  ...inTurn(
    'dev',
    { kind: 'rate-limit', retryAfterSeconds: 0.35, scope: 'user' },
    { kind: 'half-body' },
    { kind: 'status', status: 404 },
    { kind: 'status', status: 502, times: 2 },
  ),
  ...inTurn(
    'staging',
    { kind: 'status', status: 502 },
    { kind: 'reset' },
    { kind: 'rate-limit', retryAfterSeconds: 1.25, scope: 'shared' },
    { kind: 'hang-mid-body' },
  ),
  ...inTurn(
    'prod',
    { kind: 'invalid-json' },
    { kind: 'rate-limit', retryAfterSeconds: 0.7, scope: 'global' },
    { kind: 'unauthorized' },
    { kind: 'half-body' },
  ),
];

/** The same, and every answer takes long enough for a console to be killed meanwhile. */
export const FOUL_AND_SLOW_WEATHER: readonly SandboxFault[] = [
  ...FOUL_WEATHER,
  { service: 'discord', kind: 'delay', delayMs: 1_000 },
];

function inTurn(
  environment: string,
  ...faults: readonly Omit<SandboxFault, 'service' | 'environment'>[]
): SandboxFault[] {
  return faults.map((fault) => ({ service: 'discord', environment, times: 1, ...fault }));
}
