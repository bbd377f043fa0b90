import { COUNTERS, RedisInfo } from './redis.info.js';
import { sumOf, type OwnShare } from '@envscope/integrations/redis/connection/redis.own-share.js';

/** One master of a cluster; `read` is null where it could not be asked from here. */
export interface ClusterNode {
  /** `host:port`. */
  readonly address: string;
  readonly read: { readonly info: RedisInfo; readonly own: OwnShare; readonly keys: number } | null;
}

/** A cluster as the configured server reports it. */
export interface ClusterReport {
  /** The cluster's own word: `fail` while it does not serve its keys. */
  readonly state: 'ok' | 'fail';
  readonly nodes: readonly ClusterNode[];
  /** What was asked of the server that settings name, over a connection of its own. */
  readonly seedOwn: OwnShare;
}

/** The figures of a whole cluster. */
export interface ClusterTotals {
  readonly info: RedisInfo;
  readonly own: OwnShare;
  readonly keys: number;
}

/** Figures of INFO that add up. */
const SUMMED = [
  'used_memory',
  'used_memory_peak',
  'maxmemory',
  'connected_clients',
  'blocked_clients',
  'maxclients',
  ...COUNTERS,
] as const;

/**
 * The addresses of the masters in an answer to `CLUSTER SLOTS`: `[from, to, [host, port, …], …replicas]` for each range.
 * A server that does not know its own address gives an empty one, which means the one that was asked.
 */
export function addressesOf(slots: unknown, asked: string): string[] {
  const addresses = (Array.isArray(slots) ? slots : []).flatMap((range: unknown) => {
    const master: unknown = Array.isArray(range) ? range[2] : undefined;
    if (!Array.isArray(master)) return [];
    const [host, port] = master as unknown[];
    const isKnown = typeof host === 'string' && host !== '' && host !== '?';
    return [`${isKnown ? host : asked.slice(0, asked.lastIndexOf(':'))}:${String(port)}`];
  });
  return [...new Set(addresses)];
}

/** The cluster as if it were one server; null unless every master was read, since a part must not be shown as all. */
export function totalsOf({ nodes, seedOwn }: ClusterReport, seed: RedisInfo): ClusterTotals | null {
  const reads = nodes.flatMap(({ read }) => (read ? [read] : []));
  if (reads.length === 0 || reads.length < nodes.length) return null;
  const infos = reads.map(({ info }) => info);
  const runs = infos.map((info) => info.text('run_id') ?? '');
  const isSeedCounted = runs.includes(seed.text('run_id') ?? '');
  return {
    info: seed.with([
      ...SUMMED.map((name) => [name, total(infos, name)] as const),
      // Any master that restarts, or another one in its place, begins to count anew.
      ['run_id', runs.toSorted().join(' ')],
      ['role', 'master'],
      ['master_link_status', null],
      ['mem_fragmentation_ratio', null],
    ]),
    own: sumOf([...reads.map(({ own }) => own), ...(isSeedCounted ? [seedOwn] : [])]),
    keys: reads.reduce((sum, { keys }) => sum + keys, 0),
  };
}

/** The share of the fullest master: it evicts or refuses, however much room the others have. Null without limits. */
export function fullestRatio(nodes: readonly ClusterNode[]): number | null {
  const ratios = nodes.flatMap(({ read }) => {
    const [used, limit] = [read?.info.number('used_memory'), read?.info.number('maxmemory')];
    return used != null && limit ? [used / limit] : [];
  });
  return ratios.length === 0 ? null : Math.max(...ratios);
}

/** Null where one of them lacks it. */
function total(infos: readonly RedisInfo[], name: string): number | null {
  return infos.reduce<number | null>((sum, info) => {
    const value = info.number(name);
    return sum === null || value === null ? null : sum + value;
  }, 0);
}
