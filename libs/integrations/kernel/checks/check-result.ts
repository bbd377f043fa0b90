import {
  DEFAULT_TARGET,
  isFigure,
  type CheckResult,
  type EnvironmentId,
  type Measurements,
  type Reason,
} from '@envscope/contracts/index.js';
import { NotConfigured } from '@envscope/environments/per-environment.js';
import { connectionReason } from '@envscope/integrations/kernel/errors/connection-reason.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { LONGEST, outsideReason, outsideText } from '@envscope/integrations/kernel/outside/outside-text.js';
import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';
import type { ServiceManifest } from '@envscope/integrations/kernel/service.js';
import { Logger } from '@nestjs/common';
import type { Finding } from './finding.js';

/** What is checked. */
export interface Subject {
  readonly environment: EnvironmentId;
  readonly service: Pick<ServiceManifest, 'kind' | 'silence'>;
}

/** Some failures are unconfigured results, which no check can find by itself. */
export type Outcome =
  | Finding
  | (Omit<Finding, 'status' | 'reason'> & { readonly status: 'unconfigured'; readonly reason: Reason });

const logger = new Logger('observe');

/** Reasons that mean "could not be determined", whoever is asked. */
const UNDETERMINED: ReadonlySet<string> = new Set([
  'unauthorized',
  'forbidden',
  'rate-limited',
  'quota-exceeded',
  'internal-fault',
  // The console's own machine, not the target.
  'resolver-failed',
  'no-local-address',
  'connection-not-permitted',
  'out-of-resources',
  'waiting-for-slot',
  'proxy-failed',
  // Nobody was asked.
  'target-private',
  'target-metadata',
]);

/**
 * What an error of a check means for its target. Programming errors become `unknown` with `internal-fault`. Throws the stop
 * signal's reason once the console stops: a check that it ended says nothing about the target.
 */
export function outcomeOf(error: unknown, { service }: Subject, limits: CheckLimits): Outcome {
  limits.stop.throwIfAborted();
  if (error instanceof NotConfigured) {
    const params = { variables: error.variables.join(', ') };
    return { status: 'unconfigured', reason: { code: 'unconfigured', params }, latencyMs: null };
  }
  const reason = reasonOf(error, limits);
  return { status: UNDETERMINED.has(reason.code) ? 'unknown' : service.silence, reason, latencyMs: null };
}

/** An error's reason; a timeout has the deadline that passed, unless the system gave up by a limit of its own. */
function reasonOf(error: unknown, limits: CheckLimits): Reason {
  const known = error instanceof IntegrationError ? error.reason : connectionReason(error);
  if (!known) logger.error(error);
  const reason: Reason = known ?? { code: 'internal-fault', params: {} };
  return reason.code === 'timeout' && reason.params['detail'] === undefined
    ? { ...reason, params: { limitMs: limits.timeoutMs, ...reason.params } }
    : reason;
}

/** The result of a check that took so long, every text in it bounded. */
export function checkResultOf(outcome: Outcome, checkedAt: string, elapsedMs: number): CheckResult {
  const { target = DEFAULT_TARGET, label, latencyMs = elapsedMs, measurements = {} } = outcome;
  const checked = {
    target: outsideText(target, LONGEST.name),
    ...(label === undefined ? {} : { label: outsideText(label, LONGEST.name) }),
    checkedAt,
    latencyMs,
    measurements: figuresIn(measurements),
  };
  return outcome.reason === undefined
    ? { ...checked, status: outcome.status, reason: null }
    : { ...checked, status: outcome.status, reason: outsideReason(outcome.reason) };
}

/** What can be kept of the figures: one that no store holds could not be read, and is absent. */
function figuresIn(measurements: Measurements): Measurements {
  return Object.fromEntries(Object.entries(measurements).filter(([, value]) => isFigure(value)));
}
