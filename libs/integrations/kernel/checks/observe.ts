import {
  DEFAULT_TARGET,
  isFigure,
  type CheckResult,
  type EnvironmentId,
  type Measurements,
  type Observation,
  type Reason,
  type ServiceKind,
  type Snapshot,
  type TargetId,
} from '@envscope/contracts/index.js';
import { Logger } from '@nestjs/common';
import { NotConfigured } from '@envscope/environments/per-environment.js';
import { limitTimer } from '@envscope/integrations/kernel/clock.js';
import {
  LONGEST,
  outsideReason,
  outsideSnapshot,
  outsideText,
} from '@envscope/integrations/kernel/outside/outside-text.js';
import { connectionReason } from '@envscope/integrations/kernel/errors/connection-reason.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';

/** What a look told of one target, before it is timed. A `latencyMs` given here replaces the look's own duration. */
export type Finding = {
  readonly target?: TargetId;
  readonly label?: string;
  readonly latencyMs?: number | null;
  readonly measurements?: Measurements;
} & (
  | { readonly status: 'up' | 'paused'; readonly reason?: undefined }
  | { readonly status: 'degraded' | 'down' | 'unknown'; readonly reason: Reason }
);

/** What one look brings: a finding per target, and the detail for people. */
export interface Sighting {
  readonly findings: readonly Finding[];
  readonly snapshot: Snapshot | null;
}

/** Who is looked at, and what it means when it does not answer. */
export interface Subject {
  readonly environment: EnvironmentId;
  readonly service: ServiceKind;
  /**
   * `down` where the thing itself is asked; `unknown` where a vendor is asked about the thing, so that the vendor's
   * outage is not mistaken for ours.
   */
  readonly silence: 'down' | 'unknown';
}

const logger = new Logger('observe');

/** Reasons that mean "it could not be told", whoever is asked. */
const CANNOT_TELL: ReadonlySet<string> = new Set([
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
  'proxy-failed',
]);

/**
 * One look at a service that answers for all its targets at once: times it, ends it at the deadline, and turns every
 * outcome into an observation. Programming errors become `unknown` with `internal-fault`. Rejects only when the console
 * stops, with the stop signal's reason.
 */
export async function observe(
  subject: Subject,
  limits: CheckLimits,
  look: (signal: AbortSignal) => Promise<Sighting>,
): Promise<Observation> {
  const started = performance.now();
  const observedAt = new Date().toISOString();
  const sighting = await withDeadline(limits, look).catch((error: unknown) => ({
    findings: [failure(subject, error, limits)],
    snapshot: null,
  }));
  const elapsedMs = Math.round(performance.now() - started);
  return {
    environment: subject.environment,
    service: subject.service,
    observedAt,
    results: sighting.findings.map((finding) => toResult(finding, observedAt, elapsedMs)),
    snapshot: outsideSnapshot(sighting.snapshot),
  };
}

/** One look at one of many targets, for services that ask each target by itself. Every target has the whole deadline. */
export async function checkTarget(
  subject: Subject,
  limits: CheckLimits,
  target: { readonly id: TargetId; readonly label?: string },
  look: (signal: AbortSignal) => Promise<Finding>,
): Promise<CheckResult> {
  const started = performance.now();
  const checkedAt = new Date().toISOString();
  const finding = await withDeadline(limits, look).catch((error: unknown) => failure(subject, error, limits));
  limits.onProgress?.();
  const named = { ...finding, target: target.id, label: finding.label ?? target.label };
  return toResult(named, checkedAt, Math.round(performance.now() - started));
}

/** Some failures are unconfigured results, which no look can find by itself. */
type Outcome =
  Finding | { readonly status: 'unconfigured'; readonly reason: Reason; readonly latencyMs: null };

async function withDeadline<T>(limits: CheckLimits, look: (signal: AbortSignal) => Promise<T>): Promise<T> {
  limits.stop.throwIfAborted();
  const deadline = new AbortController();
  const end = (): void => deadline.abort(limits.stop.reason);
  // Not AbortSignal.any: Node keeps a combined signal that has listeners for as long as its sources live.
  limits.stop.addEventListener('abort', end, { once: true });
  const timer = limitTimer(limits.timeoutMs, () =>
    deadline.abort(new DOMException('The deadline passed', 'TimeoutError')),
  );
  const ended = new Promise<never>((_, reject) => {
    deadline.signal.addEventListener('abort', () => reject(deadline.signal.reason as Error), { once: true });
  });
  try {
    // The race protects from looks that do not heed the signal.
    return await Promise.race([look(deadline.signal), ended]);
  } finally {
    clearTimeout(timer);
    limits.stop.removeEventListener('abort', end);
  }
}

function failure(subject: Subject, error: unknown, limits: CheckLimits): Outcome & { label?: string } {
  // A look that the console's own stop ended tells nothing of its target.
  limits.stop.throwIfAborted();
  if (error instanceof NotConfigured) {
    const params = { variables: error.variables.join(', ') };
    return { status: 'unconfigured', reason: { code: 'unconfigured', params }, latencyMs: null };
  }
  const reason = reasonOf(error, limits);
  return { status: CANNOT_TELL.has(reason.code) ? 'unknown' : subject.silence, reason, latencyMs: null };
}

/** An error's reason; a timeout tells the deadline that passed, unless the system gave up by a limit of its own. */
function reasonOf(error: unknown, limits: CheckLimits): Reason {
  const known = error instanceof IntegrationError ? error.reason : connectionReason(error);
  if (!known) logger.error(error);
  const reason: Reason = known ?? { code: 'internal-fault', params: {} };
  return reason.code === 'timeout' && reason.params['detail'] === undefined
    ? { ...reason, params: { limitMs: limits.timeoutMs, ...reason.params } }
    : reason;
}

function toResult(
  finding: Outcome & { target?: TargetId; label?: string },
  checkedAt: string,
  elapsedMs: number,
): CheckResult {
  const seen = {
    target: outsideText(finding.target ?? DEFAULT_TARGET, LONGEST.name),
    ...(finding.label === undefined ? {} : { label: outsideText(finding.label, LONGEST.name) }),
    checkedAt,
    latencyMs: finding.latencyMs === undefined ? elapsedMs : finding.latencyMs,
    measurements: 'measurements' in finding ? figuresIn(finding.measurements ?? {}) : {},
  };
  return finding.reason === undefined
    ? { ...seen, status: finding.status, reason: null }
    : { ...seen, status: finding.status, reason: outsideReason(finding.reason) };
}

/** What can be kept of the figures: one that no store holds could not be read, and is absent. */
function figuresIn(measurements: Measurements): Measurements {
  return Object.fromEntries(Object.entries(measurements).filter(([, value]) => isFigure(value)));
}
