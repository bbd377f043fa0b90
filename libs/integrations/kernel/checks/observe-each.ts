import type { CheckResult, Observation, Snapshot, TargetId } from '@envscope/contracts/index.js';
import { outsideSnapshot } from '@envscope/integrations/kernel/outside/outside-text.js';
import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';
import { checkResultOf, outcomeOf, type Subject } from './check-result.js';
import { checkTarget, type CheckedTarget, type TargetFinding } from './observe-target.js';

/** One of a few targets that are checked together. */
export interface EachTarget {
  readonly id: TargetId;
  readonly label?: string;
}

/** How a service checks its few targets together. */
export interface TargetChecks<T extends EachTarget, D> {
  /** The targets, in the order of their results. What it throws is the observation's only result. */
  targets(): readonly T[];
  check(target: T, signal: AbortSignal): Promise<TargetFinding<D>>;
  snapshot(checked: readonly CheckedTarget<D>[]): Snapshot | null;
}

/**
 * One check of a service with a few targets, at the same time: each has the whole deadline. Rejects only when the console
 * stops, with the stop signal's reason.
 */
export async function observeEach<T extends EachTarget, D>(
  subject: Subject,
  limits: CheckLimits,
  checks: TargetChecks<T, D>,
): Promise<Observation> {
  const observedAt = new Date().toISOString();
  const bring = (results: CheckResult[], snapshot: Snapshot | null): Observation => ({
    environment: subject.environment,
    service: subject.service.kind,
    observedAt,
    covers: 'service',
    results,
    snapshot: outsideSnapshot(snapshot),
  });
  let targets: readonly T[];
  try {
    targets = checks.targets();
  } catch (error) {
    return bring([checkResultOf(outcomeOf(error, subject, limits), observedAt, 0)], null);
  }
  const checked = await Promise.all(
    targets.map((target) =>
      checkTarget({ ...subject, target: target.id, label: target.label }, limits, (signal) =>
        checks.check(target, signal),
      ),
    ),
  );
  return bring(
    checked.map(({ result }) => result),
    checks.snapshot(checked),
  );
}
