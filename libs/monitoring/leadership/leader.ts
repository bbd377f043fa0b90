import type { LatestObservation, ObservationStore } from '@envscope/store/observation-store.js';
import type { Sparklines } from '../checks/sparklines.js';
import type { StatusBoard } from '../checks/status-board.js';
import type { Dispatcher } from '../deliveries/dispatcher.js';
import type { IncidentRepository } from '../repository/incident-repository.js';
import type { IncidentEvaluator } from '../evaluator/incident-evaluator.js';
import type { MuteRepository } from '../mutes/mute-repository.js';
import type { RuleRepository } from '../rules/rule-repository.js';
import type { CheckSchedule } from '../schedule/check-schedule.js';
import type { Pruner } from './pruner.js';

/** How long a message on its way may hold up the end; where it takes longer, its outcome is unknown to whoever comes next. */
const LAST_CALL_MS = 2_000;

/** What the leading console does: looks, judges and tells. */
export class Leader {
  constructor(
    private readonly store: ObservationStore,
    private readonly board: StatusBoard,
    private readonly sparklines: Sparklines,
    private readonly rules: RuleRepository,
    private readonly mutes: MuteRepository,
    private readonly book: IncidentRepository,
    private readonly judge: IncidentEvaluator,
    private readonly schedule: CheckSchedule,
    private readonly dispatcher: Dispatcher,
    private readonly pruner: Pruner,
  ) {}

  /** Takes up what was known and what was left to tell, then begins. Rejects with `StoreFault`, with nothing begun. */
  async begin(): Promise<void> {
    await Promise.all([this.rules.load(), this.mutes.load(), this.book.open()]);
    const latest = await this.restore();
    this.judge.start();
    for (const { observation } of latest) await this.judge.takeUp(observation);
    this.dispatcher.start();
    this.schedule.start();
    this.pruner.start();
  }

  /** What was known before is shown before anything is looked at. */
  async restore(): Promise<readonly LatestObservation[]> {
    const latest = await this.store.latest();
    this.board.restore(latest);
    await Promise.all(latest.map(({ observation }) => this.sparklines.restore(observation, this.store)));
    return latest;
  }

  /** Resolves with how many changed incidents the store did not take before the end. */
  async end(): Promise<number> {
    this.pruner.stop();
    await this.schedule.stop();
    this.judge.stop();
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, LAST_CALL_MS);
    await Promise.race([this.dispatcher.stop(), late]);
    clearTimeout(timer);
    return this.book.close();
  }
}
