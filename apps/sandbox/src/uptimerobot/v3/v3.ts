import { json, Refusal, type Call, type Reply } from '../../http/exchange.ts';
import { Routes } from '../../http/routes.ts';
import type { Story } from '../../story.ts';
import type { Account } from '../accounts.ts';
import { listMonitors } from './lists.ts';
import { monitorV3 } from './monitor.ts';
import type { Monitor } from '../monitors.ts';
import { range } from './query.ts';
import { notFound, readOnly } from './refusals.ts';
import { responseTimeStats, uptimeStats } from './stats.ts';

/** The answer of version 3 to a read that a console makes, for a call whose account is known and admitted. */
export function answerV3(call: Call, account: Account, monitors: readonly Monitor[], story: Story): Reply {
  if (call.method !== 'GET') return readOnly();
  const { query, atMs } = call;
  const one = (id: string) => found(monitors.find(({ seed }) => String(seed.id) === id));
  const routes = new Routes()
    .on('GET', '/monitors', () => listMonitors(call, monitors, account))
    .on('GET', '/monitors/:id', (_, { id }) => json(200, monitorV3(one(id), account.userId, atMs)))
    .on('GET', '/monitors/:id/stats/uptime', (_, { id }) => uptimeStats(one(id), range(query, atMs)))
    .on('GET', '/monitors/:id/stats/response-time', (_, { id }) =>
      json(200, responseTimeStats(call, one(id), story, range(query, atMs))),
    );
  return routes.answer(call) ?? notFound();
}

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Refusal(notFound());
  return thing;
}
