import { json, type Call, type Reply } from '../../http/exchange.ts';
import type { Account } from '../accounts.ts';
import { monitorV3 } from './monitor.ts';
import type { Monitor } from '../monitors.ts';
import { integer } from './query.ts';

/** `GET /monitors`: a page of the monitors, by id. */
export function listMonitors(call: Call, monitors: readonly Monitor[], { userId }: Account): Reply {
  const { query, atMs } = call;
  const limit = integer(query, 'limit', { min: 1, max: 200, fallback: 50 });
  const cursor = integer(query, 'cursor', { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: 0 });
  const page = monitors
    .filter(({ seed }) => seed.id > cursor)
    .map((monitor) => monitorV3(monitor, userId, atMs))
    .slice(0, limit);
  // The vendor looks no further than the page: when it is full there is a link, even to an empty page.
  const last = page.length === limit ? page.at(-1) : undefined;
  return json(200, { data: page, nextLink: last ? nextLink(call, String(last.id)) : null });
}

function nextLink({ base, path, query }: Call, cursor: string): string {
  const next = new URLSearchParams(query);
  next.set('cursor', cursor);
  return `${base}${path}?${next.toString()}`;
}
