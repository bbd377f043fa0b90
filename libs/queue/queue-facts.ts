import type { Redis } from 'ioredis';

/** What BullMQ asks of a Redis, and what this one says. */
export interface QueueFacts {
  readonly version: string;
  /** Null where memory has no limit: then nothing is evicted. */
  readonly evictionPolicy: string | null;
  /** Its clock less ours, milliseconds. */
  readonly offsetMs: number;
}

/** The least that BullMQ's scripts need. */
const OLDEST_MAJOR = 6;
/** Less is the round trip's share, or a clock that is being corrected. */
const SAME_CLOCK_MS = 1_000;

/** Reads both; three commands. */
export async function readFacts(redis: Redis): Promise<QueueFacts> {
  const [server, memory] = [await redis.info('server'), await redis.info('memory')];
  const policy = field(memory, 'maxmemory_policy');
  return {
    version: field(server, 'redis_version') ?? field(server, 'valkey_version') ?? '0',
    evictionPolicy: field(memory, 'maxmemory') === '0' ? null : (policy ?? null),
    offsetMs: await readOffset(redis),
  };
}

/** One command. */
export async function readOffset(redis: Redis): Promise<number> {
  const beforeMs = Date.now();
  const [seconds, micros] = await redis.time();
  const middleMs = (beforeMs + Date.now()) / 2;
  return Math.round(Number(seconds) * 1_000 + Number(micros) / 1_000 - middleMs);
}

/** The offset as far as it is one. */
export function offsetThatMatters(offsetMs: number): number {
  return Math.abs(offsetMs) < SAME_CLOCK_MS ? 0 : offsetMs;
}

/** Why this Redis cannot hold the queue; null where it can. */
export function refusalOf({ version }: QueueFacts): string | null {
  const [major = 0] = version.split('.').map(Number);
  return major >= OLDEST_MAJOR ? null : `it is Redis ${version}; BullMQ needs ${OLDEST_MAJOR}.2 or newer`;
}

/** What a person should change, though it works for now. */
export function warningOf({ version, evictionPolicy }: QueueFacts): string | null {
  if (evictionPolicy !== null && evictionPolicy !== 'noeviction')
    return `The queue's Redis evicts keys when its memory is full (maxmemory-policy ${evictionPolicy}): set noeviction, or checks may be lost`;
  return /^6\.[01]\./.test(version) ? `The queue's Redis is ${version}: BullMQ wants 6.2 or newer` : null;
}

function field(info: string, name: string): string | undefined {
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
}
