import type { TrustedCa } from '@envscope/environments/trusted-ca.js';
import type { Network } from '@envscope/integrations/network/network.js';
import { connectorBy } from '@envscope/integrations/redis/connection/redis-connector.client.js';
import { Redis } from 'ioredis';

/** The Redis that holds the queues. */
export interface QueuePlace {
  /** A secret. */
  readonly url: string;
  readonly prefix: string;
  readonly ca?: TrustedCa;
}

const SLOWEST_RETRY_MS = 5_000;

/**
 * A connection that BullMQ may use, opened by whoever needs it first and made anew whenever it breaks. `onError` hears why, again
 * and again.
 */
export function connectionTo(
  { url, ca }: QueuePlace,
  network: Network,
  onError: (error: Error) => void,
): Redis {
  const redis = new Redis(url, {
    lazyConnect: true,
    // BullMQ demands it: its blocking reads wait for the server to come back.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(times * 500, SLOWEST_RETRY_MS),
    connectTimeout: 5_000,
    Connector: connectorBy(network, { goesOn: true }),
    ...(url.startsWith('rediss:') && ca ? { tls: { ca: [...ca.certificates] } } : {}),
  });
  // BullMQ opens copies of it for its blocking reads, so that not every one is heard of here.
  redis.on('error', onError);
  return redis;
}

/** The hash tag has a cluster keep all keys of a queue on one server, whose scripts touch many of them. */
export function keyPrefixOf({ prefix }: QueuePlace): string {
  return `{${prefix}}`;
}

/** The queue of a location, or of workers that name none. */
export function queueNameOf(location: string | null | undefined): string {
  return location ? `checks-${location}` : 'checks';
}

/** Why the queue cannot be used, in words that hold nothing of its URL. */
export function wordsOf(error: unknown): string {
  const { message = String(error), code } = error as Partial<NodeJS.ErrnoException>;
  if (/WRONGPASS|NOAUTH|invalid password/i.test(message))
    return 'it refuses the user or the password of QUEUE_URL';
  if (/NOPERM/.test(message)) return 'the user of QUEUE_URL may not do what BullMQ needs';
  if (/^OOM /.test(message)) return 'its memory is full (maxmemory)';
  if (/READONLY/.test(message)) return 'it is a replica that takes no writes';
  return code
    ? `it cannot be reached (${code})`
    : message.split('\n')[0]?.slice(0, 200) || 'it does not answer';
}
