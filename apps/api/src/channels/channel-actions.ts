import type { Principal } from '@envscope/access/principal.js';
import {
  Refusal,
  type ChannelList,
  type Permission,
  type ChannelTestReport,
} from '@envscope/contracts/index.js';
import type { ChannelHealthState } from '@envscope/monitoring/deliveries/channel-sender.js';
import { Dispatcher } from '@envscope/monitoring/deliveries/dispatcher.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { Injectable } from '@nestjs/common';
import { AuditNotes } from '../audit/audit-notes.js';
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
    private readonly notes: AuditNotes,
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
    const channel = this.demand('channels:test', id, asker);
    const before = healthOf(channel);
    this.pacer.admit(id);
    const report = await this.dispatcher.test(id, AbortSignal.timeout(TEST_TIMEOUT_MS));
    const { isDelivered, reason } = report;
    this.notes.note({ before, after: { ...healthOf(this.find(id)), isDelivered, reason: reason?.code } });
    return report;
  }

  /** Tries a channel again now. Throws `unknown-channel`, `not-permitted`, `not-leader`, `channel-rate-limited`. */
  retry(id: string, asker: Principal): void {
    const before = healthOf(this.demand('deliveries:write', id, asker));
    this.dispatcher.retryNow(id);
    this.notes.note({ before, after: healthOf(this.find(id)) });
  }

  /** A channel that somebody may not read is unknown to them. */
  private demand(permission: Permission, id: string, asker: Principal): ChannelHealthState {
    const channel = this.find(id);
    if (!channel || !asker.may('read', channel.environment)) throw new Refusal('unknown-channel', { id });
    this.notes.note({ environment: channel.environment });
    asker.demand(permission, channel.environment);
    return channel;
  }

  private find(id: string): ChannelHealthState | undefined {
    return this.dispatcher.states().find((each) => each.id === id);
  }
}

/** What the audit log compares. */
const healthOf = (channel: ChannelHealthState | undefined) =>
  channel && { health: channel.health, nextAttemptAt: channel.nextAttemptAt };
