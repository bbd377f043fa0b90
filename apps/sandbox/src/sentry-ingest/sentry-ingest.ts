import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { json, type Call, type Reply } from '../http/exchange.ts';
import type { StandIn, VendorFault } from '../http/stand-in.ts';
import { PROJECT, type SentryProject } from '../sentry/project.ts';
import { detail } from '../sentry/query.ts';
import { objectOf, parseEnvelope, type Envelope } from './envelope.ts';
import { receivedEvent } from './event.ts';

const MAX_ENVELOPE_BYTES = 200 * 1024 * 1024;
const MAX_EVENT_BYTES = 1024 * 1024;
const KEPT_ENVELOPES = 200;

/** An envelope as the control endpoint shows it. */
interface Summary {
  readonly receivedAt: string;
  readonly sdk: unknown;
  readonly items: readonly string[];
}

/** Sentry's ingestion, under `/sentry/api/{project}/envelope/`: an SDK's events become issues of the web API. */
export class SentryIngest implements StandIn {
  readonly service = 'sentry-ingest';
  readonly mount = '/sentry/api';
  private readonly project: SentryProject;
  private envelopes: Summary[] = [];
  private accepted = 0;

  constructor(project: SentryProject) {
    this.project = project;
  }

  environmentOf(call: Call): string | undefined {
    const name = environmentIn(open(call));
    return name === undefined ? undefined : this.project.keyOf(name);
  }

  credentialOf(call: Call): string {
    const key = keyOf(call, open(call));
    return key === undefined ? 'none' : key === PROJECT.publicKey ? key : 'unknown';
  }

  answer(call: Call): Reply {
    const [, projectId] = /^\/([^/]+)\/envelope\/$/.exec(call.path) ?? [];
    if (projectId === undefined) return detail(404, 'not found');
    if (call.method !== 'POST') return detail(405, 'method not allowed');
    const envelope = open(call);
    const key = keyOf(call, envelope);
    if (key === undefined) return detail(403, 'missing authorization information');
    if (key !== PROJECT.publicKey || projectId !== PROJECT.id)
      return detail(403, 'event submission rejected: ProjectId');
    if (envelope === undefined) return detail(400, 'invalid event envelope');
    if (eventsOf(envelope).some(({ payload }) => payload.length > MAX_EVENT_BYTES)) {
      return detail(413, 'event too large');
    }
    return this.take(envelope, call.atMs);
  }

  refuse({ kind, status = 503, retryAfterSeconds = 60 }: VendorFault): Reply {
    if (kind === 'unauthorized') return detail(403, 'missing authorization information');
    if (kind === 'status') return detail(status, 'internal error');
    return json(
      429,
      { detail: 'Sentry dropped data due to a quota or internal rate limit being reached.' },
      {
        'retry-after': String(retryAfterSeconds),
        'x-sentry-rate-limits': `${retryAfterSeconds}:error;default:organization`,
      },
    );
  }

  state(): unknown {
    return { accepted: this.accepted, envelopes: this.envelopes };
  }

  reset(): void {
    this.envelopes = [];
    this.accepted = 0;
  }

  /** Sessions and reports of the client are noted and count for nothing; unknown kinds are no error. */
  private take(envelope: Envelope, atMs: number): Reply {
    const events = eventsOf(envelope).map(({ payload }) => tryObject(payload));
    if (events.includes(undefined)) return detail(400, 'invalid event payload');
    for (const event of events) if (event) this.project.received.add(receivedEvent(event, atMs));
    const summary = {
      receivedAt: new Date(atMs).toISOString(),
      sdk: envelope.header['sdk'],
      items: envelope.items.map(({ header }) => String(header['type'])),
    };
    this.accepted += 1;
    this.envelopes = [...this.envelopes, summary].slice(-KEPT_ENVELOPES);
    const id = envelope.header['event_id'];
    return json(200, typeof id === 'string' ? { id } : {});
  }
}

function eventsOf({ items }: Envelope) {
  return items.filter(({ header }) => header['type'] === 'event');
}

/** The envelope of a call; undefined when it cannot be unpacked or read. */
function open({ body, headers }: Call): Envelope | undefined {
  try {
    return parseEnvelope(unpack(body, headers['content-encoding']));
  } catch {
    return undefined;
  }
}

function unpack(body: Buffer, encoding: string | undefined): Buffer {
  const limit = { maxOutputLength: MAX_ENVELOPE_BYTES };
  if (encoding === 'gzip') return gunzipSync(body, limit);
  if (encoding === 'deflate') return inflateSync(body, limit);
  if (encoding === 'br') return brotliDecompressSync(body, limit);
  return body;
}

/** The public key, from wherever an SDK put it: the query, its own header, or the envelope. */
function keyOf({ query, headers }: Call, envelope: Envelope | undefined): string | undefined {
  const header = String(headers['x-sentry-auth'] ?? '');
  const dsn = envelope?.header['dsn'];
  return (
    query.get('sentry_key') ??
    /\bsentry_key=([^,\s]+)/.exec(header)?.[1] ??
    (typeof dsn === 'string' && URL.canParse(dsn) ? new URL(dsn).username : undefined)
  );
}

function environmentIn(envelope: Envelope | undefined): string | undefined {
  const payloads = envelope?.items.map(({ payload }) => tryObject(payload)) ?? [];
  const candidates = [
    envelope?.header['trace'],
    ...payloads,
    ...payloads.map((payload) => payload?.['attrs']),
  ];
  for (const candidate of candidates) {
    if (typeof candidate !== 'object' || candidate === null) continue;
    const name: unknown = Reflect.get(candidate, 'environment');
    if (typeof name === 'string') return name;
  }
  return undefined;
}

function tryObject(payload: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    return objectOf(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}
