import type { Principal } from '@envscope/access/principal.js';
import {
  Refusal,
  type ChannelList,
  type Permission,
  type ChannelTestReport,
} from '@envscope/contracts/index.js';
import { Dispatcher } from '@envscope/monitoring/deliveries/dispatcher.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { Injectable } from '@nestjs/common';
import { Pacer } from '../http/guards/pacer.js';

const TEST_EVERY_MS = 5_000;
const TEST_TIMEOUT_MS = 10_000;

const NOTHING_SENT = { waiting: 0, dead: 0, lastDeliveredAt: null };

/** Shows how channels are, and tries them when people ask for it. */
@Injectable()
export class ChannelActions {
  private readonly pacer = new Pacer(TEST_EVERY_MS);

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly alerts: AlertReader,
  ) {}

  /** Those that somebody may read, in the order of the settings. */
  async list(asker: Principal): Promise<ChannelList> {
    const counts = await this.alerts.countDeliveries();
    const states = this.dispatcher.states().filter(({ environment }) => asker.may('read', environment));
    const channels = states.map((state) => {
      const { waiting, dead, lastDeliveredAt } =
        counts.find(({ channel }) => channel === state.id) ?? NOTHING_SENT;
      return { ...state, waiting, dead, lastDeliveredAt };
    });
    return { channels, isLeader: this.dispatcher.isSending };
  }

  /** Sends a test message, to each channel one in a while. Throws `unknown-channel`, `not-permitted`, `too-soon`. */
  async test(id: string, asker: Principal): Promise<ChannelTestReport> {
    // Before the pacer, which would remember every name that anybody makes up.
    this.demand('channels:test', id, asker);
    this.pacer.admit(id);
    return this.dispatcher.test(id, AbortSignal.timeout(TEST_TIMEOUT_MS));
  }

  /** Tries a channel again now. Throws `unknown-channel`, `not-permitted`, `not-leader`, `channel-rate-limited`. */
  retry(id: string, asker: Principal): void {
    this.demand('deliveries:write', id, asker);
    this.dispatcher.retryNow(id);
  }

  /** A channel that somebody may not read is unknown to them. */
  private demand(permission: Permission, id: string, asker: Principal): void {
    const channel = this.dispatcher.states().find((each) => each.id === id);
    if (!channel || !asker.may('read', channel.environment)) throw new Refusal('unknown-channel', { id });
    asker.demand(permission, channel.environment);
  }
}
