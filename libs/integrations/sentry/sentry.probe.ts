import { SYSTEM_CLOCK, type Clock } from '@envscope/integrations/kernel/clock.js';
import type { EnvironmentId, Observation } from '@envscope/contracts/index.js';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { unknown } from '@envscope/integrations/kernel/checks/finding.js';
import { observe, type ObservationDraft } from '@envscope/integrations/kernel/checks/observe.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { failedBy, reasonOf } from './part.js';
import { SENTRY_CLIENTS, type SentryClient, type SentryClients } from './sentry.client.js';
import { judge, measure } from './sentry.judgement.js';
import { SentryReader } from './sentry.reader.js';
import { sentryService } from './sentry.service.js';
import { isUnsupported, snapshotOf, unknownSnapshotOf, type SentryParts } from './sentry.snapshot.js';

/** Checks the errors of one environment of a Sentry project. */
@Injectable()
export class SentryProbe implements Probe {
  readonly service = 'sentry';
  private readonly readers = new Map<EnvironmentId, SentryReader>();

  constructor(
    @Inject(SENTRY_CLIENTS) private readonly clients: SentryClients,
    @Optional() private readonly clock: Clock = SYSTEM_CLOCK,
  ) {}

  observe(environment: EnvironmentId, limits: CheckLimits): Promise<Observation> {
    return observe({ environment, service: sentryService }, limits, async (signal) => {
      const client = this.clients.for(environment);
      const reader = this.readerOf(environment, client);
      const parts = await reader.read(signal, limits);
      // For a project that does not exist Sentry may return an empty list of issues, which must not pass for health.
      if (failedBy(parts.known, 'not-found')) throw parts.known.failure;
      const others = namesWithoutOurs(client, parts);
      if (others) return this.unknownEnvironment(client, others);
      if (!parts.issues.isRead && !parts.errors.isRead) throw parts.issues.failure;
      const snapshot = snapshotOf(client.subject, parts, this.clock.now());
      const figures = {
        errorsLastHour: snapshot.errors?.lastHour ?? null,
        newIssues: snapshot.newest.filter((issue) => issue.isNew),
        uncounted: isUnsupported(parts.errors, parts) ? null : reasonOf(parts.errors),
      };
      const { thresholds } = client.subject;
      const measurements = measure(snapshot, thresholds);
      return { findings: [{ ...judge(figures, thresholds), measurements }], snapshot };
    });
  }

  private readerOf(environment: EnvironmentId, client: SentryClient): SentryReader {
    const reader = this.readers.get(environment) ?? new SentryReader(client, this.clock.steady);
    this.readers.set(environment, reader);
    return reader;
  }

  private unknownEnvironment({ subject }: SentryClient, known: readonly string[]): ObservationDraft {
    const params = { environment: subject.environment, known: known.join(', ') };
    return {
      findings: [unknown('environment-unknown-to-sentry', params)],
      snapshot: unknownSnapshotOf(subject, known, this.clock.now()),
    };
  }
}

/**
 * The names that Sentry knows, where ours is not among them. That is so only where it refuses ours: the list may be some
 * minutes old.
 */
function namesWithoutOurs(
  { subject }: SentryClient,
  { issues, errors, known }: SentryParts,
): readonly string[] | undefined {
  const isRefused = failedBy(issues, 'not-found') || failedBy(errors, 'not-found');
  return isRefused && known.isRead && !known.value.includes(subject.environment) ? known.value : undefined;
}
