import type { IncidentStore } from '@envscope/store/incident-store.js';
import type { ObservationStore } from '@envscope/store/observation-store.js';
import type { LiveFeed } from '../feed/live-feed.js';
import type { Sparklines } from '../checks/sparklines.js';
import type { StatusBoard } from '../checks/status-board.js';
import type { Dispatcher } from '../deliveries/dispatcher.js';
import type { IncidentRepository } from '../repository/incident-repository.js';
import { answerWithin } from '../clock/within.js';
import type { MuteRepository } from '../mutes/mute-repository.js';
import type { RuleRepository } from '../rules/rule-repository.js';
import type { LeaseKeeper } from './lease-keeper.js';

const EVERY_MS = 2_000;
const LAST_READ_MS = 500;

/**
 * Follows what other consoles write to a store that is shared: the leading one learns what people did elsewhere, the others
 * show what the leading one saw.
 */
export class StoreMirror {
  private timer: NodeJS.Timeout | undefined;
  private running = Promise.resolve();
  private shown = '';

  constructor(
    private readonly observations: ObservationStore,
    private readonly alerts: IncidentStore,
    private readonly board: StatusBoard,
    private readonly sparklines: Sparklines,
    private readonly feed: LiveFeed,
    private readonly rules: RuleRepository,
    private readonly mutes: MuteRepository,
    private readonly book: IncidentRepository,
    private readonly dispatcher: Dispatcher,
    private readonly lease: LeaseKeeper,
  ) {}

  start(): void {
    if (!this.lease.isShared) return;
    this.timer = setInterval(() => this.follow(), EVERY_MS);
    this.timer.unref();
  }

  /** Reads nothing more; a store that does not answer what was asked last must not keep the console from ending. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await answerWithin(this.running, LAST_READ_MS);
  }

  private follow(): void {
    // A store that fails is told by those who write to it; the next time tries again.
    this.running = this.running.then(() => this.read()).catch(() => undefined);
  }

  private async read(): Promise<void> {
    await Promise.all([this.rules.load(), this.mutes.load()]);
    if (this.lease.isLeading) {
      await this.book.refresh();
      this.dispatcher.wake();
    } else {
      await this.showObservations();
      await this.tellOfAlerts();
    }
  }

  private async showObservations(): Promise<void> {
    for (const standing of await this.observations.latest()) {
      const { environment, service, observedAt } = standing.observation;
      if (this.board.of(environment, service)?.observation.observedAt === observedAt) continue;
      this.board.restore([standing]);
      this.sparklines.note(standing.observation);
      const status = this.board.of(environment, service)?.status ?? 'unknown';
      this.feed.publish('observation', { environment, service, status, observedAt });
    }
  }

  private async tellOfAlerts(): Promise<void> {
    const [open, counts] = await Promise.all([this.alerts.openIncidents(), this.alerts.countDeliveries()]);
    const now = JSON.stringify([open.map(({ id, version }) => `${id} ${version}`), counts]);
    if (now === this.shown) return;
    this.shown = now;
    this.feed.publish('alert', { topic: 'incidents', environment: null, incidentId: null });
    this.feed.publish('alert', { topic: 'deliveries', environment: null, incidentId: null });
  }
}
