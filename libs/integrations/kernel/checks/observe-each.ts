import type { CheckResult, Observation, Snapshot, TargetId } from '@envscope/contracts/index.js';
import { outsideSnapshot } from '@envscope/integrations/kernel/outside/outside-text.js';
import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';
import { checkResultOf, outcomeOf, type Subject } from './check-result.js';
import type { Finding } from './finding.js';
import { withinLimits } from './within-limits.js';

/** More at once would only wait for each other, and be timed while they do. */
const MOST_AT_ONCE = 128;

/** One of many targets. */
export interface Target {
  readonly id: TargetId;
  readonly label?: string;
  /** A deadline of its own, where that is shorter than the check run's. */
  readonly timeoutMs?: number | undefined;
}

/** What a check found of one target, and the detail of it that the snapshot shows. */
export interface TargetFinding<D> {
  readonly finding: Finding;
  readonly detail: D;
}

/** A target's result; without detail where its check failed. */
export interface CheckedTarget<T extends Target, D> {
  readonly target: T;
  readonly result: CheckResult;
  readonly detail: D | undefined;
}

/** How a service checks each of its targets by itself. */
export interface TargetChecks<T extends Target, D> {
  /** The targets, in the order of their results. What it throws is the observation's only result. */
  targets(): readonly T[];
  check(target: T, signal: AbortSignal): Promise<TargetFinding<D>>;
  snapshot(checked: readonly CheckedTarget<T, D>[], observedAt: string): Snapshot | null;
}

/**
 * One check of each target of a service: every target has the whole deadline, and one that is slow or silent holds up no other.
 * Rejects only when the console stops, with the stop signal's reason.
 */
export async function observeEach<T extends Target, D>(
  subject: Subject,
  limits: CheckLimits,
  checks: TargetChecks<T, D>,
): Promise<Observation> {
  const observedAt = new Date().toISOString();
  const bring = (results: readonly CheckResult[], snapshot: Snapshot | null): Observation => ({
    environment: subject.environment,
    service: subject.service.kind,
    observedAt,
    covers: 'service',
    results: [...results],
    snapshot: outsideSnapshot(snapshot),
  });
  let targets: readonly T[];
  try {
    targets = checks.targets();
  } catch (error) {
    return bring([checkResultOf(outcomeOf(error, subject, limits), observedAt, 0)], null);
  }
  const checked = await inParallel(targets, MOST_AT_ONCE, (target) =>
    checkTarget(subject, limits, target, (signal) => checks.check(target, signal)),
  );
  return bring(
    checked.map(({ result }) => result),
    checks.snapshot(checked, observedAt),
  );
}

async function checkTarget<T extends Target, D>(
  subject: Subject,
  limits: CheckLimits,
  target: T,
  check: (signal: AbortSignal) => Promise<TargetFinding<D>>,
): Promise<CheckedTarget<T, D>> {
  const started = performance.now();
  const checkedAt = new Date().toISOString();
  const timeoutMs = Math.min(limits.timeoutMs, target.timeoutMs ?? limits.timeoutMs);
  const own = { ...limits, timeoutMs };
  const { finding, detail } = await withinLimits(own, check).catch((error: unknown) => ({
    finding: outcomeOf(error, subject, own),
    detail: undefined,
  }));
  limits.onProgress?.();
  const named = { ...finding, target: target.id, label: finding.label ?? target.label };
  const result = checkResultOf(named, checkedAt, Math.round(performance.now() - started));
  return { target, result, detail };
}

/** The work on every item, in the items' order, at most `limit` of them at once. Rejects with the first rejection. */
async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
