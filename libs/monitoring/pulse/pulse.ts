import type { ConnectionWatch } from '../connection/connection-watch.js';
import type { Dispatcher } from '../deliveries/dispatcher.js';
import type { LeaseKeeper } from '../leadership/lease-keeper.js';
import type { CheckSchedule } from '../schedule/check-schedule.js';

/** Whether this console does the work that only its leader does: what its heartbeat and its health say. */
export class Pulse {
  constructor(
    private readonly lease: Pick<LeaseKeeper, 'isLeading'>,
    private readonly schedule: Pick<CheckSchedule, 'overdue'>,
    private readonly dispatcher: Pick<Dispatcher, 'stuck'>,
    private readonly connection: Pick<ConnectionWatch, 'blindSince'>,
  ) {}

  /** A follower has nothing to do. */
  get isLeading(): boolean {
    return this.lease.isLeading;
  }

  /** Checks that have not ended for longer than results hold: 3 times the longer of interval and deadline. */
  get overdueChecks(): number {
    return this.schedule.overdue;
  }

  /** Since when it cannot reach the network, ISO 8601; null while it can. */
  get blindSince(): string | null {
    return this.connection.blindSince;
  }

  /** Deliveries that the console itself holds up: for a minute nothing was sent though nothing kept them. */
  get stuckDeliveries(): number {
    return this.dispatcher.stuck;
  }
}
