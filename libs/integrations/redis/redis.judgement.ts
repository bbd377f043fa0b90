import type { Measurements, Reason, RedisSnapshot } from '@envscope/contracts/index.js';
import { redisService } from './redis.service.js';

const { memoryUsedRatio: memoryFigure, evictedPerMinute: evictionFigure } = redisService.figures;

/** What the figures of a Redis that answers say about it. */
export type RedisVerdict =
  { readonly status: 'up' } | { readonly status: 'degraded' | 'down'; readonly reason: Reason };

/**
 * Down where a cluster says that it does not serve its keys. Degraded while a part of it cannot be read from here, a replica lacks
 * its primary, memory is nearly full, or keys are evicted for want of it.
 */
export function judge({ cluster, primaryLink, memory, evictedPerMinute }: RedisSnapshot): RedisVerdict {
  if (cluster?.state === 'fail') return { status: 'down', reason: { code: 'cluster-down', params: {} } };
  if (cluster) {
    const unread = cluster.nodes.filter(({ isRead }) => !isRead);
    const [first] = unread;
    if (first) {
      const params = { unread: unread.length, nodes: cluster.nodes.length, node: first.address };
      return degraded('cluster-incomplete', params);
    }
    if (cluster.nodes.length === 0) return degraded('cluster-incomplete', {});
  }
  if (primaryLink === 'down') return degraded('replica-unlinked', {});
  const usedRatio = memory?.usedRatio ?? 0;
  if (usedRatio > memoryFigure.rule.threshold) return degraded('memory-nearly-full', { usedRatio });
  if (evictedPerMinute !== null && evictedPerMinute > evictionFigure.rule.threshold) {
    return degraded('evicting', { evictedPerMinute });
  }
  return { status: 'up' };
}

function degraded(code: Reason['code'], params: Reason['params']): RedisVerdict {
  return { status: 'degraded', reason: { code, params } };
}

/** The figures that become history: those that this server gave. */
export function measure(snapshot: RedisSnapshot, monthlyCommandsRatio: number | null): Measurements {
  const { memory, clients, keyCount } = snapshot;
  const figures = {
    memoryUsedBytes: memory?.usedBytes,
    memoryUsedRatio: memory?.usedRatio,
    clientsConnected: clients?.connected,
    hitRatio: snapshot.hitRatio,
    operationsPerSecond: snapshot.operationsPerSecond,
    evictedPerMinute: snapshot.evictedPerMinute,
    keys: snapshot.keys,
    // A sample's count would draw a line that is not there.
    keysOwn: keyCount?.isComplete ? keyCount.own : null,
    monthlyCommandsRatio,
  };
  const known = Object.entries(figures).flatMap(([name, value]) =>
    value == null ? [] : [[name, value] as const],
  );
  return Object.fromEntries(known);
}
