import type { CheckResult, Observation, Snapshot, TargetId } from '@envscope/contracts/index.js';
import { outsideSnapshot } from '@envscope/integrations/kernel/outside/outside-text.js';
import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';
import { checkResultOf, outcomeOf, type Subject } from './check-result.js';
import type { Finding } from './finding.js';
import { withinLimits } from './within-limits.js';

/** One target of a service. */
export interface TargetSubject extends Subject {
  readonly target: TargetId;
  readonly label?: string | undefined;
}

/** What a check found of one target, and the detail of it that pages show. */
export interface TargetFinding<D> {
  readonly finding: Finding;
  readonly detail: D;
}

/** A target's result; without detail where its check failed. */
export interface CheckedTarget<D> {
  readonly result: CheckResult;
  readonly detail: D | undefined;
}

/**
 * One check of one target: times it and ends it at the deadline; every outcome is a result. Rejects only when the console stops,
 * with the stop signal's reason.
 */
export async function checkTarget<D>(
  { target, label, ...subject }: TargetSubject,
  limits: CheckLimits,
  check: (signal: AbortSignal) => Promise<TargetFinding<D>>,
): Promise<CheckedTarget<D>> {
  const started = performance.now();
  const checkedAt = new Date().toISOString();
  const { finding, detail } = await withinLimits(limits, check).catch((error: unknown) => ({
    finding: outcomeOf(error, subject, limits),
    detail: undefined,
  }));
  const named = { ...finding, target, label: finding.label ?? label };
  return { result: checkResultOf(named, checkedAt, Math.round(performance.now() - started)), detail };
}

/** The check of a target as an observation that leaves the service's other targets as they are, with what pages show of it. */
export async function observeTarget<D>(
  subject: TargetSubject,
  limits: CheckLimits,
  check: (signal: AbortSignal) => Promise<TargetFinding<D>>,
  shown: (checked: CheckedTarget<D>) => Snapshot,
): Promise<Observation> {
  const checked = await checkTarget(subject, limits, check);
  const detail = outsideSnapshot(shown(checked)) ?? undefined;
  return {
    environment: subject.environment,
    service: subject.service.kind,
    observedAt: checked.result.checkedAt,
    covers: 'targets',
    results: [{ ...checked.result, detail }],
    snapshot: null,
  };
}
