import type { EnvironmentId, Observation } from '@envscope/contracts/index.js';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { observe, type Sighting } from '@envscope/integrations/kernel/observe.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { failedBy } from './part.js';
import { SENTRY_CLIENTS, type SentryClient, type SentryClients } from './sentry.client.js';
import { judgeSentry } from './sentry.judgement.js';
import { SentryReader } from './sentry.reader.js';
import { measurementsOf, snapshotOf, unknownSnapshotOf } from './sentry.snapshot.js';

/** Looks at the errors of one environment of a Sentry project. */
@Injectable()
export class SentryProbe implements Probe {
  readonly service = 'sentry';
  readonly headline = 'errorsLastHour';
  private readonly readers = new Map<EnvironmentId, SentryReader>();

  constructor(
    @Inject(SENTRY_CLIENTS) private readonly clients: SentryClients,
    @Optional() private readonly now: () => number = Date.now,
  ) {}

  observe(environment: EnvironmentId, limits: CheckLimits): Promise<Observation> {
    const subject = { environment, service: this.service, silence: 'unknown' } as const;
    return observe(subject, limits, async (signal) => {
      const client = this.clients.for(environment);
      const reader = this.readerOf(environment, client);
      const parts = await reader.read(signal, limits);
      if (failedBy(parts.issues, 'not-found') || failedBy(parts.errors, 'not-found')) {
        const known = await reader.knownWithoutOurs(signal, limits);
        if (known) return this.unknownEnvironment(client, known);
      }
      if (!parts.issues.isRead && !parts.errors.isRead) throw parts.issues.failure;
      const snapshot = snapshotOf(client.subject, parts, this.now());
      const figures = {
        errorsLastHour: snapshot.errors?.lastHour ?? null,
        newIssues: snapshot.newest.filter((issue) => issue.isNew),
      };
      const finding = judgeSentry(figures, client.subject.thresholds);
      return { findings: [{ ...finding, measurements: measurementsOf(snapshot) }], snapshot };
    });
  }

  private readerOf(environment: EnvironmentId, client: SentryClient): SentryReader {
    const reader = this.readers.get(environment) ?? new SentryReader(client, this.now);
    this.readers.set(environment, reader);
    return reader;
  }

  private unknownEnvironment({ subject }: SentryClient, known: readonly string[]): Sighting {
    const params = { environment: subject.environment, known: known.join(', ') };
    const reason = { code: 'environment-unknown-to-sentry', params } as const;
    return {
      findings: [{ status: 'unknown', reason }],
      snapshot: unknownSnapshotOf(subject, known, this.now()),
    };
  }
}
