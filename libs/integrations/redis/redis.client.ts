import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { Network } from '@envscope/integrations/network/network.js';
import type { Redis } from 'ioredis';
import { addressesOf, type ClusterNode, type ClusterReport } from './figures/redis.cluster.js';
import { RedisInfo } from './figures/redis.info.js';
import { RedisNode } from './connection/redis-node.client.js';
import { NOTHING_ASKED, OwnTallies, type OwnShare } from './connection/redis.own-share.js';
import { redirectionOf } from './connection/redis.refusal.js';
import { placeOf, type RedisPlace, type RedisSettings } from './redis.settings.js';

/** Token of the `PerEnvironment<RedisClient>`. */
export const REDIS_CLIENTS = Symbol('REDIS_CLIENTS');

/** One page of a walk over all keys; `next` is `'0'` after the last one. */
export interface KeyPage {
  readonly next: string;
  readonly keys: readonly string[];
}

/** What one server reports of itself, and the console's own share of it. */
export interface ServerReport {
  readonly info: RedisInfo;
  readonly own: OwnShare;
  /** Round trip, milliseconds. */
  readonly latencyMs: number;
}

/**
 * What the console reads from one Redis, and nothing that writes. Every method rejects with an `IntegrationError` or,
 * when the signal fires, with its reason. Keys of a cluster are read from whichever server holds them.
 */
export abstract class RedisClient {
  abstract readonly place: RedisPlace;
  /** What the plan allows; null where that is not known. */
  abstract readonly commandsPerMonth: number | null;
  /** Round trip on an open connection, milliseconds. */
  abstract ping(signal: AbortSignal): Promise<number>;
  /** Of the server that settings name. */
  abstract info(signal: AbortSignal): Promise<ServerReport>;
  /** How many keys that server holds, whoever owns them. */
  abstract size(signal: AbortSignal): Promise<number>;
  /** Asks every master of the cluster that the server belongs to; `scan` walks over them all from then on. */
  abstract cluster(signal: AbortSignal): Promise<ClusterReport>;
  abstract scan(cursor: string, count: number, signal: AbortSignal): Promise<KeyPage>;
  /** The hash's fields; none where there is no such key. */
  abstract hash(key: string, signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** The first entries of a list; none where there is no such key. */
  abstract list(key: string, limit: number, signal: AbortSignal): Promise<readonly string[]>;
  /** Asks again although a used-up quota is being waited for. */
  abstract resume(): void;
  abstract close(): void;
}

/** Opens no connection before the first question. Clients of one server count what they ask in the same tallies. */
export function createRedisClient(
  settings: RedisSettings,
  steady: () => number = SYSTEM_CLOCK.steady,
  tallies: OwnTallies = new OwnTallies(),
  network: Network = new Network(),
): RedisClient {
  return new IoRedisClient(settings, steady, tallies, network);
}

/** Connecting costs Upstash's customers a command. */
const OLDEST_CONNECTION_MS = { local: 5 * 60_000, other: 5 * 60_000, upstash: 60 * 60_000 } as const;
/** More servers than a cluster should have (its documentation says 1,000) or a console could hold connections to. */
const MOST_NODES = 200;
/** A master that is silent for longer counts as unread, so that the others are reported at all. */
const NODE_TIMEOUT_MS = 2_000;
/** Keys are named by whoever asks the API: beyond these their homes are found anew. */
const MOST_HOMES = 1_000;
/** A key may move while it is asked for. */
const MOST_REDIRECTIONS = 3;

class IoRedisClient extends RedisClient {
  readonly place: RedisPlace;
  readonly commandsPerMonth: number | null;
  private readonly seed: RedisNode;
  /** Servers of the cluster by address; none where it is none. */
  private readonly nodes = new Map<string, RedisNode>();
  private masters: readonly RedisNode[] = [];
  /** Where a key was found. */
  private readonly homes = new Map<string, RedisNode>();

  constructor(
    private readonly settings: RedisSettings,
    private readonly now: () => number,
    private readonly tallies: OwnTallies,
    private readonly network: Network,
  ) {
    super();
    this.place = placeOf(settings);
    this.commandsPerMonth = settings.commandsPerMonth;
    this.seed = this.nodeAt(this.place.host, settings.url);
  }

  ping(signal: AbortSignal): Promise<number> {
    return this.seed.ask(signal, async (redis) => {
      const started = performance.now();
      await redis.ping();
      this.seed.own.command();
      return performance.now() - started;
    });
  }

  info(signal: AbortSignal): Promise<ServerReport> {
    return reportOf(this.seed, signal);
  }

  size(signal: AbortSignal): Promise<number> {
    return sizeOf(this.seed, signal);
  }

  async cluster(signal: AbortSignal): Promise<ClusterReport> {
    const [state, addresses] = await this.seed.ask(signal, async (redis) => {
      const [info, slots] = await Promise.all([redis.cluster('INFO'), redis.cluster('SLOTS')]);
      this.seed.own.command();
      this.seed.own.command();
      const clusterState = RedisInfo.parse(String(info)).text('cluster_state');
      return [clusterState === 'fail' ? 'fail' : 'ok', addressesOf(slots, this.place.host)] as const;
    });
    this.keepOnly(addresses.slice(0, MOST_NODES));
    const nodes = await Promise.all(
      [...this.nodes].map(([address, node]) => readNode(address, node, signal)),
    );
    this.masters = [...this.nodes.values()];
    // Where the cluster announces it by the same name, its tally is among theirs.
    const seedOwn = this.nodes.has(this.place.host) ? NOTHING_ASKED : this.seed.own.now;
    return { state, nodes, seedOwn };
  }

  async scan(cursor: string, count: number, signal: AbortSignal): Promise<KeyPage> {
    if (this.masters.length === 0) return scanOf(this.seed, cursor, count, signal);
    // One master after another: `<its place>/<its own cursor>`.
    const [place = 0, inner = '0'] =
      cursor === '0' ? [] : [Number(cursor.split('/')[0]), cursor.split('/')[1]];
    const page = await scanOf(this.masters[place] ?? this.seed, inner, count, signal);
    if (page.next !== '0') return { ...page, next: `${place}/${page.next}` };
    return { ...page, next: place + 1 < this.masters.length ? `${place + 1}/0` : '0' };
  }

  hash(key: string, signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
    return this.askFor(key, signal, async (redis, node) => {
      const fields = await redis.hgetall(key);
      node.own.lookup(Object.keys(fields).length > 0);
      return fields;
    });
  }

  list(key: string, limit: number, signal: AbortSignal): Promise<readonly string[]> {
    return this.askFor(key, signal, async (redis, node) => {
      const entries = await redis.lrange(key, 0, limit - 1);
      node.own.lookup(entries.length > 0);
      return entries;
    });
  }

  resume(): void {
    this.seed.resume();
  }

  close(): void {
    [this.seed, ...this.nodes.values()].forEach((node) => node.close());
  }

  /** Asks for a key where it was found last, and follows a cluster to where it is. */
  private async askFor<T>(
    key: string,
    signal: AbortSignal,
    command: (redis: Redis, node: RedisNode) => Promise<T>,
  ): Promise<T> {
    let node = this.homes.get(key) ?? this.seed;
    let isAsking = false;
    for (let redirections = 0; ; redirections += 1) {
      const asked = node;
      try {
        return await asked.ask(signal, async (redis) => {
          // Not awaited, since both must go out together.
          if (isAsking) void redis.asking().catch(() => undefined);
          return command(redis, asked);
        });
      } catch (error) {
        this.homes.delete(key);
        const redirection = redirectionOf(error);
        if (!redirection || redirections === MOST_REDIRECTIONS) throw error;
        node = this.known(redirection.address);
        isAsking = redirection.isAsking;
        if (isAsking) continue;
        if (this.homes.size >= MOST_HOMES) this.homes.clear();
        this.homes.set(key, node);
      }
    }
  }

  private known(address: string): RedisNode {
    const node = this.nodes.get(address) ?? this.nodeAt(address, urlAt(address, this.settings.url));
    if (this.nodes.size < MOST_NODES) this.nodes.set(address, node);
    return node;
  }

  /** Forgets servers that left the cluster, or are no masters any more. */
  private keepOnly(addresses: readonly string[]): void {
    for (const [address, node] of this.nodes) {
      if (addresses.includes(address)) continue;
      node.close();
      this.nodes.delete(address);
    }
    for (const address of addresses) this.known(address);
    for (const [key, node] of this.homes)
      if (![...this.nodes.values()].includes(node)) this.homes.delete(key);
  }

  private nodeAt(address: string, url: string): RedisNode {
    const options = {
      url,
      database: this.place.database,
      oldestConnectionMs: OLDEST_CONNECTION_MS[this.place.type],
      ...(this.place.isTls && this.settings.ca ? { ca: this.settings.ca.certificates } : {}),
      // A cluster names its servers by addresses, which no certificate holds.
      ...(this.place.isTls && address !== this.place.host
        ? { servername: new URL(this.settings.url).hostname }
        : {}),
    };
    return new RedisNode(options, this.tallies.of(address), this.now, this.network);
  }
}

function reportOf(node: RedisNode, signal: AbortSignal): Promise<ServerReport> {
  return node.ask(signal, async (redis) => {
    const started = performance.now();
    const text = await redis.info();
    // What INFO itself counts of the console is what was answered before it.
    const own = node.own.now;
    node.own.command();
    return { info: RedisInfo.parse(text), own, latencyMs: performance.now() - started };
  });
}

function sizeOf(node: RedisNode, signal: AbortSignal): Promise<number> {
  return node.ask(signal, async (redis) => {
    const keys = await redis.dbsize();
    node.own.command();
    return keys;
  });
}

function scanOf(node: RedisNode, cursor: string, count: number, signal: AbortSignal): Promise<KeyPage> {
  return node.ask(signal, async (redis) => {
    const [next, keys] = await redis.scan(cursor, 'COUNT', count);
    node.own.command();
    return { next, keys };
  });
}

/** One master; unread where it cannot be reached from here, which says nothing of the cluster. */
async function readNode(address: string, node: RedisNode, signal: AbortSignal): Promise<ClusterNode> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(NODE_TIMEOUT_MS)]);
  try {
    const [{ info, own }, keys] = await Promise.all([reportOf(node, limit), sizeOf(node, limit)]);
    return { address, read: { info, own, keys } };
  } catch {
    signal.throwIfAborted();
    return { address, read: null };
  }
}

function urlAt(address: string, seedUrl: string): string {
  const url = new URL(seedUrl);
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon);
  url.hostname = host.includes(':') ? `[${host}]` : host;
  url.port = address.slice(colon + 1);
  return url.href;
}
