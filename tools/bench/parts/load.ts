/** Readers of the console's API, in a process of their own. */
import { Agent, get, type ClientRequest } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { servePart } from './part.ts';
import { percentile } from '../statistics.ts';

/** As browsers ask. */
const HEADERS = { accept: 'application/json', 'accept-encoding': 'gzip, deflate, br' };
const MONITORED = '/api/internal/environments/dev';
const DETAIL = `${MONITORED}/services/endpoints`;

interface Summary {
  readonly count: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export type Hammered = Summary & { readonly perSecond: number };

export interface Paced {
  readonly all: Summary;
  readonly byPath: Readonly<Record<string, Summary>>;
}

interface OpenPages {
  readonly state: { readings: number; failures: number };
  close(): void;
}

let pages: OpenPages | undefined;

interface HammerOptions {
  readonly url: string;
  readonly connections: number;
  readonly ms: number;
}

interface PaceOptions {
  readonly origin: string;
  readonly paths: readonly string[];
  readonly perSecond: number;
  readonly connections: number;
  readonly ms: number;
}

/** One request and its whole answer. Rejects unless it is a success. */
function ask(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: HEADERS, timeout: 30_000 }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => {
        if (response.statusCode === 200) resolve(bytes);
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
      response.on('error', reject);
    });
    request.on('timeout', () => request.destroy(new Error(`${url} answered nothing for 30 s`)));
    request.on('error', reject);
  });
}

function summary(times: readonly number[]): Summary {
  return { count: times.length, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

/** Calls back with the kind of each event of the stream. */
function listen(url: string, hear: (kind: string | undefined, event: string) => void): ClientRequest {
  const request = get(url, { headers: { accept: 'text/event-stream' } }, (response) => {
    let rest = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      const events = (rest + chunk).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) hear(/^event: (\w+)$/m.exec(event)?.[1], event);
    });
    response.on('error', () => undefined);
  });
  request.on('error', () => undefined);
  return request;
}

servePart({
  /** As many requests as fit: every connection asks again as soon as it is answered. */
  async hammer({ url, connections, ms }: HammerOptions): Promise<Hammered> {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const times: number[] = [];
    const startedAt = performance.now();
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (performance.now() < startedAt + ms) {
          const askedAt = performance.now();
          await ask(url, agent);
          times.push(performance.now() - askedAt);
        }
      }),
    );
    const seconds = (performance.now() - startedAt) / 1_000;
    agent.destroy();
    return { ...summary(times), perSecond: times.length / seconds };
  },

  /** A steady pace, whatever the answers take. Waiting for a free connection counts, as it does for people. */
  async pace({ origin, paths, perSecond, connections, ms }: PaceOptions): Promise<Paced> {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const times = new Map<string, number[]>(paths.map((path) => [path, []]));
    const total = Math.floor((ms / 1_000) * perSecond);
    const startedAt = performance.now();
    const pending: Promise<unknown>[] = [];
    for (let index = 0; index < total; index += 1) {
      const dueAt = startedAt + (index * 1_000) / perSecond;
      const waitMs = dueAt - performance.now();
      if (waitMs > 0) await pause(waitMs);
      // A timer of ours that fires late is not the console's delay.
      const askedAt = performance.now();
      const path = paths[index % paths.length] ?? '';
      pending.push(ask(origin + path, agent).then(() => times.get(path)?.push(performance.now() - askedAt)));
    }
    await Promise.all(pending);
    agent.destroy();
    const all = [...times.values()].flat();
    return {
      all: summary(all),
      byPath: Object.fromEntries(paths.map((path) => [path, summary(times.get(path) ?? [])])),
    };
  },

  /** Opens pages without a browser: each listens to the stream and, as the console's pages do, reads anew after an event. */
  openPages({ origin, count }: { origin: string; count: number }) {
    const agent = new Agent({ keepAlive: true, maxSockets: count });
    const state = { readings: 0, failures: 0 };
    const read = (path: string) =>
      ask(origin + path, agent).then(
        () => (state.readings += 1),
        () => (state.failures += 1),
      );
    const streams = Array.from({ length: count }, () =>
      listen(`${origin}/api/internal/stream`, (name, event) => {
        if (name === 'observation' && event.includes('"endpoints"')) void read(DETAIL);
      }),
    );
    const poller = setInterval(() => void read(`${MONITORED}/dashboard`), 1_000);
    const close = (): void => {
      clearInterval(poller);
      for (const stream of streams) stream.destroy();
      agent.destroy();
    };
    pages = { state, close };
  },

  closePages() {
    pages?.close();
    return pages?.state;
  },
});
