import type { ConnectionOutage, EnvironmentId, IncidentId } from '@envscope/contracts/index.js';
import type { ClockWatch } from '../clock/clock-watch.js';
import type { ConsolePart } from '../console-part.js';
import type { IncidentRepository } from '../repository/incident-repository.js';
import type { ConnectionWatch } from './connection-watch.js';
import {
  blindIncident,
  isOfConnection,
  seeingIncident,
  unobservedIn,
  withUnobserved,
} from './console-incident.js';

export interface ConsoleIncidentsOptions {
  readonly clock: Pick<ClockWatch, 'clock'>;
  readonly newId: () => string;
  /** Called with what a decision threw: a fault of ours. */
  readonly onFault: (error: unknown) => void;
  /** Called with what is not observed; with null while the console reaches the network. */
  readonly onChange: (outage: ConnectionOutage | null) => void;
}

/** A connection that breaks again within this time was not back: one incident and one notification, not many. */
const SETTLE_MS = 30_000;

/** One stretch of time without the network, from the first failure until it is back for good. */
interface Stretch {
  readonly id: IncidentId;
  readonly since: string;
  readonly unobserved: Map<EnvironmentId, number>;
  backAt: string | null;
}

/** Keeps the one incident of the console's own connection. */
export class ConsoleIncidents implements ConsolePart {
  private stretch: Stretch | null = null;
  private settling: NodeJS.Timeout | undefined;
  private isStarted = false;

  constructor(
    private readonly repository: Pick<IncidentRepository, 'openIncidents' | 'decide' | 'revise'>,
    private readonly watch: Pick<ConnectionWatch, 'onTurn' | 'onUnobserved' | 'resumeBlind' | 'blindSince'>,
    private readonly options: ConsoleIncidentsOptions,
  ) {
    watch.onTurn((turn) => (turn === 'lost' ? this.beBlind() : this.see()));
    watch.onUnobserved(({ environment, results }) => this.count(environment, results.length));
  }

  /** An earlier run, or another console, may have seen no end of it. */
  start(): void {
    this.isStarted = true;
    const open = this.repository.openIncidents().find(isOfConnection);
    if (!open) return;
    const { id, startedAt: since } = open;
    this.stretch = { id, since, unobserved: unobservedIn(open), backAt: null };
    this.watch.resumeBlind(since);
    this.options.onChange(this.outage);
  }

  stop(): void {
    this.isStarted = false;
    clearTimeout(this.settling);
    this.stretch = null;
    this.options.onChange(null);
  }

  private beBlind(): void {
    const since = this.watch.blindSince;
    if (!this.isStarted || since === null) return;
    clearTimeout(this.settling);
    if (this.stretch) this.stretch.backAt = null;
    else this.stretch = { id: this.options.newId(), since, unobserved: new Map(), backAt: null };
    this.options.onChange(this.outage);
  }

  private see(): void {
    if (!this.stretch) return;
    this.stretch.backAt = new Date(this.nowMs).toISOString();
    this.settling = setTimeout(() => this.end(), SETTLE_MS);
    this.settling.unref();
    this.options.onChange(this.outage);
  }

  private count(environment: EnvironmentId, checks: number): void {
    const { stretch } = this;
    if (!stretch) return;
    const isFirst = stretch.unobserved.size === 0;
    stretch.unobserved.set(environment, (stretch.unobserved.get(environment) ?? 0) + checks);
    if (isFirst) return this.open(stretch);
    this.repository.revise(stretch.id, (known) => withUnobserved(known, stretch.unobserved));
    this.options.onChange(this.outage);
  }

  private open({ id, since, unobserved }: Stretch): void {
    this.decide((open) =>
      open.some((incident) => incident.id === id) ? [] : [blindIncident(id, unobserved, since, this.nowMs)],
    );
  }

  private end(): void {
    const { stretch } = this;
    this.stretch = null;
    if (!stretch) return;
    const { id, unobserved, backAt } = stretch;
    this.decide((open) => {
      const known = open.find((incident) => incident.id === id);
      return known ? [seeingIncident(known, unobserved, backAt ?? known.updatedAt, this.nowMs)] : [];
    });
  }

  private decide(decision: Parameters<IncidentRepository['decide']>[0]): void {
    this.repository.decide(decision).catch(this.options.onFault);
  }

  private get outage(): ConnectionOutage | null {
    const { stretch } = this;
    if (stretch === null || stretch.backAt !== null) return null;
    return {
      since: stretch.since,
      checks: [...stretch.unobserved.values()].reduce((sum, count) => sum + count, 0),
    };
  }

  private get nowMs(): number {
    return this.options.clock.clock.now();
  }
}
