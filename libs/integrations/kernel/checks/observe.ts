import type { Observation, ObservedPart, Snapshot } from '@envscope/contracts/index.js';
import { LONGEST, outsideSnapshot, outsideText } from '@envscope/integrations/kernel/outside/outside-text.js';
import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';
import { checkResultOf, outcomeOf, type Outcome, type Subject } from './check-result.js';
import type { Finding } from './finding.js';
import { withinLimits } from './within-limits.js';

/** An observation in the making: a finding per target, and the detail for people. */
export interface ObservationDraft {
  readonly findings: readonly Finding[];
  /** Figures of the service's parts, where it has some. */
  readonly parts?: readonly ObservedPart[];
  readonly snapshot: Snapshot | null;
}

/**
 * One check of a service that answers for all its targets at once: times it, ends it at the deadline, and turns every outcome
 * into an observation. Rejects only when the console stops, with the stop signal's reason.
 */
export async function observe(
  subject: Subject,
  limits: CheckLimits,
  check: (signal: AbortSignal) => Promise<ObservationDraft>,
): Promise<Observation> {
  const started = performance.now();
  const observedAt = new Date().toISOString();
  const { findings, parts, snapshot } = await withinLimits(limits, check).catch((error: unknown) => ({
    findings: [outcomeOf(error, subject, limits)] satisfies Outcome[],
    parts: undefined,
    snapshot: null,
  }));
  const elapsedMs = Math.round(performance.now() - started);
  return {
    environment: subject.environment,
    service: subject.service.kind,
    observedAt,
    covers: 'service',
    results: findings.map((finding) => checkResultOf(finding, observedAt, elapsedMs)),
    ...(parts && parts.length > 0 && { parts: parts.map(outsidePart) }),
    snapshot: outsideSnapshot(snapshot),
  };
}

function outsidePart({ target, label, measurements }: ObservedPart): ObservedPart {
  return {
    target: outsideText(target, LONGEST.name),
    ...(label !== undefined && { label: outsideText(label, LONGEST.name) }),
    measurements,
  };
}
