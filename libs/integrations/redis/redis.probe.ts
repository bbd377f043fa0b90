import type { EnvironmentId, Observation, RedisKeyCount } from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import type { CounterSample } from '@envscope/integrations/kernel/counter-rate.js';
import { IntegrationError } from '@envscope/integrations/kernel/integration-error.js';
import { observe } from '@envscope/integrations/kernel/observe.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { REDIS_CLIENTS, type RedisClient } from './redis.client.js';
import { CommandPace } from './redis.command-pace.js';
import { judge, measure } from './redis.judgement.js';
import type { RedisInfo } from './redis.info.js';
import { countKeys } from './redis.key-count.js';
import { sampleOf, snapshotOf } from './redis.snapshot.js';

/** How old a count of keys may become. Upstash bills every SCAN, so there it is counted by the hour. */
const KEY_COUNT_LIVES_MS = { local: 5 * 60_000, other: 5 * 60_000, upstash: 60 * 60_000 } as const;

/** What the next look needs of this one. */
interface Memory {
  readonly sample: CounterSample | null;
  readonly keyCount: RedisKeyCount | null;
  readonly pace: CommandPace;
}

/** Looks at one environment's Redis: a round trip, INFO, DBSIZE, and now and then a count of its keys. */
@Injectable()
export class RedisProbe implements Probe {
  readonly service = 'redis';
  readonly headline = 'latencyMs';
  private readonly memories = new Map<EnvironmentId, Memory>();

  constructor(
    @Inject(REDIS_CLIENTS) private readonly clients: PerEnvironment<RedisClient>,
    @Optional() private readonly now: () => number = Date.now,
  ) {}

  observe(environment: EnvironmentId, limits: CheckLimits): Promise<Observation> {
    return observe({ environment, service: this.service, silence: 'down' }, limits, async (signal) => {
      const client = this.clients.for(environment);
      if (limits.isRequested) client.resume();
      const { latencyMs, info } = await greet(client, signal);
      const keys = await ifAllowed(client.size(signal));
      const before = this.memories.get(environment);
      const keyCount = await this.keyCount(client, before?.keyCount ?? null, limits, signal);
      const atMs = this.now();
      const sample = info && sampleOf(info, atMs);
      const pace = before?.pace ?? new CommandPace();
      if (sample) pace.add(sample);
      this.memories.set(environment, { sample, keyCount, pace });
      const snapshot = snapshotOf({
        place: client.place,
        info,
        keys,
        keyCount,
        sample,
        before: before?.sample ?? null,
        atMs,
      });
      const measurements = measure(snapshot, shareOf(pace.monthly(), client.commandsPerMonth));
      return { findings: [{ ...judge(snapshot), latencyMs, measurements }], snapshot };
    });
  }

  private async keyCount(
    client: RedisClient,
    known: RedisKeyCount | null,
    limits: CheckLimits,
    signal: AbortSignal,
  ): Promise<RedisKeyCount | null> {
    const livesMs = KEY_COUNT_LIVES_MS[client.place.type];
    const isFresh = known !== null && this.now() - Date.parse(known.countedAt) < livesMs;
    if (isFresh && !limits.isRequested) return known;
    return (await ifAllowed(countKeys(client, this.environmentsByPrefix(), signal, this.now))) ?? known;
  }

  private environmentsByPrefix(): ReadonlyMap<string, EnvironmentId> {
    return new Map(this.clients.entries().map(([environment, { place }]) => [place.keyPrefix, environment]));
  }
}

/** Null where the share, or what it is of, is not known. */
function shareOf(used: number | null, allowed: number | null): number | null {
  return used === null || allowed === null ? null : used / allowed;
}

/** The time of one round trip, and INFO where it is allowed. Upstash bills every command, so there INFO itself is timed. */
async function greet(
  client: RedisClient,
  signal: AbortSignal,
): Promise<{ latencyMs: number; info: RedisInfo | null }> {
  const isBilled = client.place.type === 'upstash';
  const started = performance.now();
  const billed = isBilled ? await ifAllowed(client.info(signal)) : null;
  if (billed) return { latencyMs: Math.round(performance.now() - started), info: billed };
  const latencyMs = Math.round(await client.ping(signal));
  return { latencyMs, info: isBilled ? null : await ifAllowed(client.info(signal)) };
}

/** Null where the server answers but keeps this figure from us: a restricted user, a command that it lacks. */
async function ifAllowed<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch((error: unknown) => {
    const code = error instanceof IntegrationError ? error.reason.code : undefined;
    if (code === 'forbidden' || code === 'client-error') return null;
    throw error;
  });
}
