import { json, Refusal, type Call, type Reply } from '../../http/exchange.ts';
import { Routes } from '../../http/routes.ts';
import type { Story } from '../../story.ts';
import type { Account } from '../accounts.ts';
import { incidentsV3 } from './incidents.ts';
import { listIncidents, listMonitors } from './lists.ts';
import { SECRET_MARK } from '../monitor-seeds.ts';
import { monitorV3, tagOf } from './monitor.ts';
import type { Monitors } from '../monitors.ts';
import { range } from './query.ts';
import { notFound, readOnly } from './refusals.ts';
import { accountUptime, responseTimeStats, uptimeStats } from './stats.ts';

/** The reads of version 3, for a call whose account is known and admitted. */
export class UptimeRobotV3 {
  private readonly monitors: Monitors;
  private readonly story: Story;

  constructor(monitors: Monitors, story: Story) {
    this.monitors = monitors;
    this.story = story;
  }

  /** The answer to one account's call. */
  answer(call: Call, account: Account): Reply {
    if (call.method !== 'GET') return readOnly();
    return this.routesOf(account).answer(call) ?? notFound();
  }

  private routesOf(account: Account): Routes {
    const of = ({ atMs }: Call) =>
      this.monitors.at(atMs).filter(({ seed }) => account.environments.includes(seed.environment));
    const one = (call: Call, id: string) => found(of(call).find(({ seed }) => String(seed.id) === id));
    const times = (call: Call, id: string) =>
      responseTimeStats(call, one(call, id), this.story, range(call.query, call.atMs));
    return new Routes()
      .on('GET', '/monitors', (call) => listMonitors(call, of(call), account))
      .on('GET', '/monitors/uptime-stats', (call) => accountUptime(call, of(call)))
      .on('GET', '/monitors/:id', (call, { id }) =>
        json(200, monitorV3(one(call, id), account.userId, call.atMs)),
      )
      .on('GET', '/monitors/:id/stats/uptime', (call, { id }) =>
        uptimeStats(one(call, id), range(call.query, call.atMs)),
      )
      .on('GET', '/monitors/:id/stats/response-time', (call, { id }) => json(200, times(call, id)))
      .on('GET', '/monitors/:id/stats/response-time/all', (call, { id }) =>
        json(200, { na: null, eu: times(call, id), as: null, oc: null }),
      )
      .on('GET', '/incidents', (call) => listIncidents(call, of(call)))
      .on('GET', '/incidents/:id', (call, { id }) =>
        json(200, found(incidentsV3(of(call)).find((incident) => incident.id === id))),
      )
      .on('GET', '/maintenance-windows', () => listOf([]))
      .on('GET', '/psps', () => listOf([]))
      .on('GET', '/monitor-groups', () => listOf([]))
      .on('GET', '/tags', () => listOf(account.environments.map(tagOf)))
      .on('GET', '/integrations', () => listOf([integration(account)]))
      .on('GET', '/user/me', (call) => json(200, user(account, of(call).length)));
  }
}

function listOf(data: readonly unknown[]): Reply {
  return json(200, { nextLink: null, data });
}

function integration({ userId }: Account) {
  return {
    id: userId,
    friendlyName: 'ops',
    type: 'WEBHOOK',
    value: `https://hooks.example.test/${SECRET_MARK}-hook`,
  };
}

function user({ key }: Account, monitorsCount: number) {
  return {
    email: `${key}@example.test`,
    fullName: 'Sandbox',
    monitorsCount,
    monitorLimit: 50,
    smsCredits: 0,
    activeSubscription: { plan: 'Free', monitorLimit: 50 },
  };
}

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Refusal(notFound());
  return thing;
}
