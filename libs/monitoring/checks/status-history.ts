import {
  byUrgency,
  IDLE_REASONS,
  type CheckStatus,
  type EnvironmentId,
  type Observation,
  type ServiceKind,
  type StatusRun,
} from '@envscope/contracts/index.js';
import type { ObservationStore } from '@envscope/store/observation-store.js';

const STEP_MS = 30 * 60_000;
const STEPS = 48;

/** The worst status of each step that something was heard in, by the step's start. */
interface ServiceHistory {
  readonly steps: Map<number, CheckStatus>;
  /** What an earlier run stored, being read; undefined until somebody asks, and where the store failed. */
  reading?: Promise<void> | undefined;
}

/**
 * The worst status of each service in each half-hour of the last day. The store is read once for each service, when
 * somebody looks; from then on memory knows. Which of both comes first does not matter: the worst of two is the same.
 */
export class StatusHistory {
  static readonly stepMs = STEP_MS;
  static readonly steps = STEPS;

  private readonly services = new Map<string, ServiceHistory>();

  constructor(
    private readonly store: Pick<ObservationStore, 'statuses'>,
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes up what was observed. */
  note({ environment, service, results }: Observation): void {
    const history = this.historyOf(environment, service);
    for (const { status, reason, checkedAt } of results) {
      if (reason === null || !IDLE_REASONS.includes(reason.code))
        this.add(history, Date.parse(checkedAt), status);
    }
  }

  /** When the day began that `runsOf` answers, epoch milliseconds. */
  fromMs(): number {
    return stepOf(this.now()) - (STEPS - 1) * STEP_MS;
  }

  /** The day from the moment that `fromMs` answered, as runs of steps with one status. Rejects with `StoreFault`. */
  async runsOf(environment: EnvironmentId, service: ServiceKind, fromMs: number): Promise<StatusRun[]> {
    const history = this.historyOf(environment, service);
    history.reading ??= this.read(environment, service, history).catch((error: unknown) => {
      history.reading = undefined;
      throw error;
    });
    await history.reading;
    const runs: { status: CheckStatus | null; steps: number }[] = [];
    for (let step = 0; step < STEPS; step += 1) {
      const status = history.steps.get(fromMs + step * STEP_MS) ?? null;
      const run = runs.at(-1);
      if (run?.status === status) run.steps += 1;
      else runs.push({ status, steps: 1 });
    }
    return runs;
  }

  private async read(
    environment: EnvironmentId,
    service: ServiceKind,
    history: ServiceHistory,
  ): Promise<void> {
    const range = { fromMs: this.fromMs(), toMs: this.now() + 1, stepMs: STEP_MS };
    const query = { environment, service, ...range, leftOut: IDLE_REASONS };
    for (const { startMs, worst } of await this.store.statuses(query)) this.add(history, startMs, worst);
  }

  private historyOf(environment: EnvironmentId, service: ServiceKind): ServiceHistory {
    const key = `${environment}/${service}`;
    const known = this.services.get(key) ?? { steps: new Map() };
    this.services.set(key, known);
    return known;
  }

  private add({ steps }: ServiceHistory, atMs: number, status: CheckStatus): void {
    // That nobody set up a target is no state of it.
    if (status === 'unconfigured') return;
    const step = stepOf(atMs);
    const known = steps.get(step);
    if (known !== undefined) {
      if (byUrgency(status, known) < 0) steps.set(step, status);
      return;
    }
    steps.set(step, status);
    const newest = stepOf(this.now());
    // A clock that was set back leaves steps in times that come again.
    for (const start of steps.keys())
      if (start <= newest - STEPS * STEP_MS || start > newest) steps.delete(start);
  }
}

const stepOf = (atMs: number) => Math.floor(atMs / STEP_MS) * STEP_MS;
