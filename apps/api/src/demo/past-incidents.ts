import type { Incident, Observation } from '@envscope/contracts/index.js';
import type { ServiceManifests } from '@envscope/integrations/kernel/service.js';
import type { TargetWatch } from '@envscope/monitoring/evaluator/target-watch.js';
import { applyChanges } from '@envscope/monitoring/incidents/incident-changes.js';
import { noteCheck } from '@envscope/monitoring/incidents/incident-checks.js';
import { acknowledge } from '@envscope/monitoring/incidents/manual-actions.js';
import { TimeOrderedIds } from '@envscope/monitoring/repository/time-ordered-ids.js';
import { TROUBLES } from './past-troubles.js';

/**
 * What the console would have made of the past's observations, by the same decisions. Nobody was notified of it: the sandbox's
 * channels never got such a message.
 */
export class PastIncidents {
  /** Every version of every incident, in the order in which they came about. */
  readonly changes: Incident[] = [];
  private open: Incident[] = [];
  private nowMs = 0;
  private readonly ids = new TimeOrderedIds(() => this.nowMs);

  constructor(
    private readonly watch: Pick<TargetWatch, 'evaluate' | 'checksOf'>,
    private readonly manifests: ServiceManifests,
    private readonly groupWindowMs: number,
    /** When the past ends. */
    private readonly endMs: number,
  ) {}

  /** Takes observations in the order of their time. */
  take(observation: Observation): void {
    const { environment, service, results } = observation;
    this.nowMs = Date.parse(observation.observedAt);
    const found = this.watch.evaluate(observation);
    for (const { target, checkedAt: at, status, latencyMs, reason } of results) {
      const check = { service, target, at, status, latencyMs, reason };
      this.open = this.open.map((incident) =>
        incident.environment === environment ? (noteCheck(incident, check) ?? incident) : incident,
      );
    }
    this.acknowledgeDue();
    if (found.length === 0) return;
    const outcomes = applyChanges(this.open, environment, found, {
      nowMs: this.nowMs,
      elapsedSince: (momentMs) => this.nowMs - momentMs,
      groupWindowMs: this.groupWindowMs,
      newId: () => this.ids.next(),
      mutedBy: () => null,
      manifests: this.manifests,
      checksOf: (kind, target) => this.watch.checksOf(environment, kind, target),
    });
    outcomes.forEach(({ incident }) => this.keep(incident));
  }

  private acknowledgeDue(): void {
    for (const { environment, services, beganMs, acknowledged } of TROUBLES) {
      if (!acknowledged || this.nowMs < this.endMs - beganMs + acknowledged.afterMs) continue;
      const incident = this.open.find(
        (one) =>
          one.environment === environment &&
          services.some((kind) => kind === one.service) &&
          !one.acknowledgement,
      );
      if (incident) this.keep(acknowledge(incident, acknowledged, this.nowMs).incident);
    }
  }

  private keep(incident: Incident): void {
    this.changes.push(incident);
    this.open = this.open.filter(({ id }) => id !== incident.id);
    if (incident.resolvedAt === null) this.open.push(incident);
  }
}
