import type { EnvironmentId, RedisKeyCount } from '@envscope/contracts/index.js';
import type { Clock } from '@envscope/integrations/kernel/clock.js';
import type { RedisClient } from '@envscope/integrations/redis/redis.client.js';

/** Most that one count may ask of the server. */
const BUDGET = { commands: 20, keysPerCommand: 500, ms: 3_000 } as const;
const MOST_PREFIXES = 20;
const LONGEST_PREFIX = 64;

/**
 * Counts the keys of one environment and of others by their prefixes, with at most 20 SCANs of about 500 keys each; of
 * more keys than that it sees a sample, since SCAN walks in the order of hashes. Prefixes are matched here and not by
 * MATCH, which would read as much and count only one.
 */
export async function countKeys(
  client: RedisClient,
  environments: ReadonlyMap<string, EnvironmentId>,
  signal: AbortSignal,
  clock: Clock,
): Promise<RedisKeyCount> {
  const { keys, isComplete } = await walk(client, signal, clock);
  const byPrefix = new Map<string, number>();
  for (const key of keys) {
    const prefix = prefixOf(key);
    byPrefix.set(prefix, (byPrefix.get(prefix) ?? 0) + 1);
  }
  const own = byPrefix.get(client.place.keyPrefix) ?? 0;
  const foreignPrefixes = [...byPrefix]
    .filter(([prefix]) => prefix !== client.place.keyPrefix && prefix !== '')
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_PREFIXES)
    .map(([prefix, count]) => ({ prefix, environment: environments.get(prefix) ?? null, keys: count }));
  return {
    own,
    foreign: keys.size - own,
    foreignPrefixes,
    scanned: keys.size,
    isComplete,
    countedAt: new Date(clock.now()).toISOString(),
  };
}

async function walk(client: RedisClient, signal: AbortSignal, { steady }: Clock) {
  // SCAN may give a key more than once.
  const keys = new Set<string>();
  const endAt = steady() + BUDGET.ms;
  let cursor = '0';
  for (let commands = 0; commands < BUDGET.commands && steady() < endAt; commands += 1) {
    const page = await client.scan(cursor, BUDGET.keysPerCommand, signal);
    page.keys.forEach((key) => keys.add(key));
    cursor = page.next;
    if (cursor === '0') return { keys, isComplete: true };
  }
  return { keys, isComplete: false };
}

/** What a key has up to its first colon, the colon included; empty where it has none. */
function prefixOf(key: string): string {
  const prefix = key.slice(0, key.indexOf(':') + 1);
  return prefix.length > LONGEST_PREFIX ? '' : prefix;
}
