import { json, Refusal, type Call, type Reply } from '../../http/exchange.ts';
import { Routes } from '../../http/routes.ts';
import type { Story } from '../../story.ts';
import type { Account } from '../accounts.ts';
import { listMonitors } from './lists.ts';
import { monitorV3 } from './monitor.ts';
import type { Monitors } from '../monitors.ts';
import { range } from './query.ts';
import { notFound, readOnly } from './refusals.ts';
import { responseTimeStats, uptimeStats } from './stats.ts';

/** The reads of version 3 that a console makes, for a call whose account is known and admitted. */
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
    return new Routes()
      .on('GET', '/monitors', (call) => listMonitors(call, of(call), account))
      .on('GET', '/monitors/:id', (call, { id }) =>
        json(200, monitorV3(one(call, id), account.userId, call.atMs)),
      )
      .on('GET', '/monitors/:id/stats/uptime', (call, { id }) =>
        uptimeStats(one(call, id), range(call.query, call.atMs)),
      )
      .on('GET', '/monitors/:id/stats/response-time', (call, { id }) =>
        json(200, responseTimeStats(call, one(call, id), this.story, range(call.query, call.atMs))),
      );
  }
}

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Refusal(notFound());
  return thing;
}
