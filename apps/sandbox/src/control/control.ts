import type { App } from '../app/app.ts';
import type { Discord } from '../discord/discord.ts';
import type { Faults } from '../faults.ts';
import type { CallLedger } from '../http/call-ledger.ts';
import { json, noContent, type Call, type Reply } from '../http/exchange.ts';
import { Routes } from '../http/routes.ts';
import type { Mounted, StandIn } from '../http/stand-in.ts';
import type { Ntfy } from '../ntfy/ntfy.ts';
import type { Sentry } from '../sentry/sentry.ts';
import { MONITOR_STATUSES, MOST_MONITORS } from '../uptimerobot/monitor-seeds.ts';
import type { Monitor } from '../uptimerobot/monitors.ts';
import type { UptimeRobot } from '../uptimerobot/uptimerobot.ts';
import { FAULT_FIELDS, faultOf } from './fault-order.ts';
import { choiceOf, given, numberOf, orderOf, textOf } from './order.ts';

/** All that the control endpoint pulls the strings of. */
export interface Cast {
  readonly environments: readonly string[];
  readonly faults: Faults;
  readonly ledger: CallLedger;
  readonly app: App;
  readonly discord: Discord;
  readonly ntfy: Ntfy;
  readonly sentry: Sentry;
  readonly uptimerobot: UptimeRobot;
  /** Every stand-in that speaks HTTP, these five included. */
  readonly standIns: readonly StandIn[];
  /** The services that do not speak HTTP, each with what it has seen. */
  readonly neighbours: Readonly<Record<string, () => unknown>>;
}

/** The strings of the puppets, under `/__control`: faults, small setters, and what was received. */
export class Control implements Mounted {
  readonly mount = '/__control';
  private readonly cast: Cast;
  private readonly routes = new Routes()
    .on('GET', '/faults', () => json(200, this.cast.faults.list()))
    .on('POST', '/faults', (call) => this.arm(call))
    .on('DELETE', '/faults', (call) => this.disarm(call))
    .on('GET', '/state', () => json(200, this.everything()))
    .on('POST', '/reset', () => this.reset())
    .on('GET', '/monitors', ({ atMs }) => json(200, this.cast.uptimerobot.monitors.at(atMs).map(brief)))
    .on('POST', '/monitors', (call) => this.addMonitors(call))
    .on('PUT', '/monitors/:id', (call, { id }) => this.setMonitor(call, Number(id)))
    .on('PUT', '/app/:environment/*path', (call, { environment, path }) =>
      this.setApp(call, environment, path),
    )
    .on('PUT', '/limits', (call) => this.setLimits(call));

  constructor(cast: Cast) {
    this.cast = cast;
  }

  answer(call: Call): Reply {
    return this.routes.answer(call) ?? json(404, { error: 'no such string to pull' });
  }

  private arm(call: Call): Reply {
    const { environments, standIns, neighbours, faults } = this.cast;
    const httpServices = standIns.map(({ service }) => service);
    const stage = { httpServices, otherServices: Object.keys(neighbours), environments };
    const { id } = faults.add(faultOf(orderOf(call, FAULT_FIELDS), stage));
    return json(201, { id });
  }

  private disarm({ query }: Call): Reply {
    const [service, environment] = [query.get('service'), query.get('environment')];
    this.cast.faults.clear({ ...(service && { service }), ...(environment && { environment }) });
    return noContent();
  }

  private everything() {
    const { ledger, standIns, neighbours } = this.cast;
    return {
      calls: ledger.state(),
      ...Object.fromEntries(standIns.map((standIn) => [standIn.service, standIn.state()])),
      ...Object.fromEntries(Object.entries(neighbours).map(([service, state]) => [service, state()])),
    };
  }

  private reset(): Reply {
    this.cast.faults.clear();
    this.cast.ledger.reset();
    for (const standIn of this.cast.standIns) standIn.reset();
    return noContent();
  }

  private setMonitor(call: Call, id: number): Reply {
    const status = given(choiceOf(orderOf(call, ['status']), 'status', MONITOR_STATUSES), 'status');
    const isSet = this.cast.uptimerobot.monitors.set(id, status, call.atMs);
    return isSet ? noContent() : json(404, { error: 'no such monitor' });
  }

  private addMonitors(call: Call): Reply {
    const order = orderOf(call, ['environment', 'count']);
    const environment = given(choiceOf(order, 'environment', this.cast.environments), 'environment');
    const isAdded = this.cast.uptimerobot.monitors.add(environment, given(numberOf(order, 'count'), 'count'));
    return isAdded ? noContent() : json(400, { error: `at most ${MOST_MONITORS} monitors an environment` });
  }

  private setApp(call: Call, environment: string, path: string): Reply {
    const order = orderOf(call, ['status', 'delayMs', 'body']);
    const isSet = this.cast.app.set(environment, path, {
      status: numberOf(order, 'status'),
      delayMs: numberOf(order, 'delayMs'),
      body: textOf(order, 'body'),
    });
    return isSet ? noContent() : json(404, { error: 'no such environment' });
  }

  private setLimits(call: Call): Reply {
    const windows = {
      uptimerobotPerMinute: this.cast.uptimerobot.windows,
      sentryPerSecond: this.cast.sentry.windows,
      discordPerTwoSeconds: this.cast.discord.limits.calls,
      discordPerMinute: this.cast.discord.limits.messages,
      ntfyAtOnce: this.cast.ntfy.requests,
    };
    const order = orderOf(call, Object.keys(windows));
    for (const [name, window] of Object.entries(windows)) {
      window.limit = numberOf(order, name) ?? window.limit;
    }
    return noContent();
  }
}

function brief({ seed, status }: Monitor) {
  return { id: seed.id, environment: seed.environment, friendlyName: seed.name, type: seed.type, status };
}
