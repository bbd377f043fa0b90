import type { Incident, SilentLocation } from '@envscope/contracts/index.js';
import { momentOf, type Clock } from '@envscope/integrations/kernel/clock.js';
import type { ConsolePart } from '../console-part.js';
import type { IncidentOutcome } from '../incidents/incident-outcome.js';
import type { IncidentRepository } from '../repository/incident-repository.js';
import type { SpreadChecks } from './spread-checks.js';
import {
  awayIncident,
  endedIncident,
  isSame,
  isSettling,
  relapsedIncident,
  settlingIncident,
  silentLocationsIn,
  sourceOf,
  type WatchedSource,
} from './worker-incident.js';

export interface WorkerIncidentsOptions {
  readonly clock: Clock;
  readonly newId: () => string;
  /** Called with what a decision threw: a fault of ours. */
  readonly onFault: (error: unknown) => void;
  /** Called with the locations that are silent, whether or not they were before. */
  readonly onChange: (silent: readonly SilentLocation[]) => void;
}

/** Both are silent after minutes. */
const EVERY_MS = 10_000;

/** Keeps the incident of a queue that is away, and one for each location of which nothing comes while the queue answers. */
export class WorkerIncidents implements ConsolePart {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly repository: Pick<IncidentRepository, 'openIncidents' | 'decide'>,
    private readonly spread: Pick<SpreadChecks, 'watched'>,
    private readonly options: WorkerIncidentsOptions,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.review(), EVERY_MS);
    this.timer.unref();
    this.publish();
  }

  stop(): void {
    clearInterval(this.timer);
    this.options.onChange([]);
  }

  private review(): void {
    this.publish();
    if (this.changesOf(this.repository.openIncidents()).length === 0) return;
    this.repository
      .decide((open) => this.changesOf(open))
      .then(() => this.publish())
      .catch(this.options.onFault);
  }

  private changesOf(open: readonly Incident[]): IncidentOutcome[] {
    const watched = this.spread.watched();
    const known = open.flatMap((incident) => {
      const source = sourceOf(incident);
      return source ? [{ incident, source }] : [];
    });
    const changed = known.flatMap(({ incident, source }) =>
      this.changeOf(
        incident,
        watched.find((one) => isSame(one.source, source)),
      ),
    );
    const { clock, newId } = this.options;
    const opened = watched.flatMap((one) => {
      if (one.awaySinceMs === null || known.some(({ source }) => isSame(source, one.source))) return [];
      return [awayIncident(newId(), one, this.at(one.awaySinceMs), clock.now())];
    });
    return [...changed, ...opened];
  }

  private changeOf(incident: Incident, watched: WatchedSource | undefined): IncidentOutcome[] {
    const nowMs = this.options.clock.now();
    if (!watched) return [endedIncident(incident, 'gone', nowMs)];
    const { awaySinceMs, backSinceMs, hasSettled } = watched;
    if (hasSettled) return [endedIncident(incident, 'recovered', nowMs)];
    if (backSinceMs !== null && !isSettling(incident))
      return [settlingIncident(incident, this.at(backSinceMs), nowMs)];
    if (awaySinceMs !== null && isSettling(incident))
      return [relapsedIncident(incident, watched, this.at(awaySinceMs), nowMs)];
    return [];
  }

  private at(steadyMs: number): string {
    return new Date(momentOf(this.options.clock, steadyMs)).toISOString();
  }

  private publish(): void {
    this.options.onChange(silentLocationsIn(this.repository.openIncidents()));
  }
}
