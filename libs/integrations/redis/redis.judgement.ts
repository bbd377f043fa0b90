import type { Measurements, RedisSnapshot } from '@envscope/contracts/index.js';
import { degraded, down, measured, up, type Finding } from '@envscope/integrations/kernel/checks/finding.js';
import { redisService } from './redis.service.js';

const { memoryUsedRatio: memoryFigure, evictedPerMinute: evictionFigure } = redisService.figures;

/**
 * The status of a Redis that answers. Down where a cluster says that it does not serve its keys. Degraded while a part of it cannot be read from here, a replica lacks
 * its primary, memory is nearly full, or keys are evicted for want of it.
 */
export function judge({ cluster, primaryLink, memory, evictedPerMinute }: RedisSnapshot): Finding {
  if (cluster?.state === 'fail') return down('cluster-down');
  if (cluster) {
    const unread = cluster.nodes.filter(({ isRead }) => !isRead);
    const [first] = unread;
    if (first) {
      const params = { unread: unread.length, nodes: cluster.nodes.length, node: first.address };
      return degraded('cluster-incomplete', params);
    }
    if (cluster.nodes.length === 0) return degraded('cluster-incomplete');
  }
  if (primaryLink === 'down') return degraded('replica-unlinked');
  const usedRatio = memory?.usedRatio ?? 0;
  if (usedRatio > memoryFigure.rule.threshold) return degraded('memory-nearly-full', { usedRatio });
  if (evictedPerMinute !== null && evictedPerMinute > evictionFigure.rule.threshold) {
    return degraded('evicting', { evictedPerMinute });
  }
  return up();
}

/** The figures that become history: those that this server gave. */
export function measure(snapshot: RedisSnapshot, monthlyCommandsRatio: number | null): Measurements {
  const { memory, clients, keyCount } = snapshot;
  return measured(redisService, {
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
  });
}
