import { json, type Call, type Reply } from '../../http/exchange.ts';
import type { Account } from '../accounts.ts';
import { incidentsV3 } from './incidents.ts';
import { monitorV3 } from './monitor.ts';
import type { Monitor } from '../monitors.ts';
import { integer, list, moment, statuses } from './query.ts';

const INCIDENTS_PER_PAGE = 20;

/** `GET /monitors`: a page of the monitors that the filters let through, by id. */
export function listMonitors(call: Call, monitors: readonly Monitor[], { userId }: Account): Reply {
  const { query, atMs } = call;
  const limit = integer(query, 'limit', { min: 1, max: 200, fallback: 50 });
  const cursor = integer(query, 'cursor', { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: 0 });
  const [wanted, tags] = [statuses(query), list(query, 'tags')];
  const [name, url] = [query.get('name')?.toLowerCase() ?? '', query.get('url')?.toLowerCase() ?? ''];
  const page = monitors
    .filter(({ seed, status }) => seed.id > cursor && (wanted?.includes(status) ?? true))
    .filter(({ seed }) => seed.name.toLowerCase().includes(name) && seed.url.toLowerCase().includes(url))
    .map((monitor) => monitorV3(monitor, userId, atMs))
    .filter((monitor) => tags === undefined || monitor.tags.some((tag) => tags.includes(tag.name)))
    .filter((monitor) => query.getAll('customField').every((field) => hasField(monitor.customFields, field)))
    .slice(0, limit);
  // The vendor looks no further than the page: when it is full there is a link, even to an empty page.
  const last = page.length === limit ? page.at(-1) : undefined;
  return json(200, { data: page, nextLink: last ? nextLink(call, String(last.id)) : null });
}

function hasField(fields: Readonly<Record<string, string>>, text: string): boolean {
  const colon = text.indexOf(':');
  return colon > 0 && fields[text.slice(0, colon)] === text.slice(colon + 1);
}

/** `GET /incidents`: a page of incidents, newest first. */
export function listIncidents(call: Call, monitors: readonly Monitor[]): Reply {
  const { query } = call;
  const cursor = query.get('cursor') ?? '';
  const [after, before] = [moment(query, 'started_after'), moment(query, 'started_before')];
  const [monitorId, name] = [query.get('monitor_id'), query.get('monitor_name')?.toLowerCase() ?? ''];
  const page = incidentsV3(monitors)
    .filter(({ id }) => cursor === '' || id < cursor)
    .filter(({ startedAt }) => after === undefined || Date.parse(startedAt) > after)
    .filter(({ startedAt }) => before === undefined || Date.parse(startedAt) < before)
    .filter(({ monitor }) => monitorId === null || String(monitor.id) === monitorId)
    .filter(({ monitor }) => monitor.friendlyName.toLowerCase().includes(name))
    .slice(0, INCIDENTS_PER_PAGE);
  const last = page.length === INCIDENTS_PER_PAGE ? page.at(-1) : undefined;
  return json(200, { nextLink: last ? nextLink(call, last.id) : null, data: page });
}

function nextLink({ base, path, query }: Call, cursor: string): string {
  const next = new URLSearchParams(query);
  next.set('cursor', cursor);
  return `${base}${path}?${next.toString()}`;
}
