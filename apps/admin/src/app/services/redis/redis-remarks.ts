import type { RedisSnapshot } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';
import type { Remark } from '../remark-list';

/** Why figures are absent: masters of a cluster that could not be read, commands that this user may not run. */
export function remarksOf({ cluster, refused }: RedisSnapshot, words: Words): readonly Remark[] {
  const commands = refused.join(', ');
  return [
    ...(cluster === null ? [] : remarksOfCluster(cluster, words)),
    ...(commands === ''
      ? []
      : [{ tone: 'info' as const, text: words.say('services.redis.refused', { commands }) }]),
  ];
}

function remarksOfCluster({ nodes }: NonNullable<RedisSnapshot['cluster']>, words: Words): readonly Remark[] {
  const unread = nodes.filter(({ isRead }) => !isRead).length;
  if (nodes.length === 0) return [{ tone: 'warning', text: words.say('services.redis.clusterUnreadable') }];
  if (unread === 0) return [];
  const text = words.say('services.redis.clusterIncomplete', { unread, nodes: nodes.length });
  return [{ tone: 'warning', text }];
}
