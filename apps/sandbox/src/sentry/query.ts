import { json, Refusal, type Call, type Reply } from '../http/exchange.ts';
import { PROJECT, type SentryProject } from './project.ts';

const UNITS_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** The vendor's error. */
export function detail(status: number, text: string, headers: Record<string, string> = {}): Reply {
  return json(status, { detail: text }, headers);
}

/** What is answered about anything that does not exist, or that the caller may not know of. */
export function notFound(): Reply {
  return detail(404, 'The requested resource does not exist');
}

/** A length of time such as `24h`, in milliseconds; undefined when it is none. */
export function duration(text: string): number | undefined {
  const [, amount, unit] = /^(\d+)([smhdw])$/.exec(text) ?? [];
  const unitMs = UNITS_MS[unit ?? ''];
  return amount === undefined || unitMs === undefined ? undefined : Number(amount) * unitMs;
}

/** The stretch that a call is about: `statsPeriod`, or `start` and `end`, or else ninety days. 400 otherwise. */
export function stretch({ query, atMs }: Call): { fromMs: number; toMs: number } {
  const [period, start, end] = [query.get('statsPeriod'), query.get('start'), query.get('end')];
  if (start !== null || end !== null) {
    const [fromMs, toMs] = [momentOf(start), momentOf(end)];
    if (fromMs === undefined || toMs === undefined || fromMs > toMs) {
      throw new Refusal(detail(400, 'start and end are both required, and in this order'));
    }
    return { fromMs, toMs };
  }
  const length = duration(period ?? '90d');
  if (length === undefined) throw new Refusal(detail(400, `Invalid statsPeriod: '${period}'`));
  return { fromMs: atMs - length, toMs: atMs };
}

/** The environments that a call is about, all when it names none. An unknown name is refused with 404. */
export function environments({ query }: Call, project: SentryProject): string[] {
  const known = project.environments();
  const wanted = query.getAll('environment');
  if (wanted.some((name) => !known.includes(name))) throw new Refusal(notFound());
  return wanted.length === 0 ? known : wanted;
}

/** Whether a call is about the demo's project: by id, by slug, by `-1`, or by naming none. */
export function concernsProject({ query }: Call): boolean {
  const wanted = query.getAll('project');
  return wanted.length === 0 || wanted.some((name) => ['-1', PROJECT.id, PROJECT.slug].includes(name));
}

/** A moment as the web API writes it: whole seconds. */
export function iso(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function momentOf(text: string | null): number | undefined {
  // Without a zone the vendor means UTC.
  const ms = Date.parse(text === null || /Z$|[+-]\d\d:?\d\d$/.test(text) ? (text ?? '') : `${text}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}
