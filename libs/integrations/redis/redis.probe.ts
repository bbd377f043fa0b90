import type { EnvironmentId, Observation, RedisKeyCount } from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import { SYSTEM_CLOCK, type Clock } from '@envscope/integrations/kernel/clock.js';
import type { CounterSample } from '@envscope/integrations/kernel/counter-rate.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { observe } from '@envscope/integrations/kernel/checks/observe.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { Recent } from '@envscope/integrations/kernel/recent.js';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { REDIS_CLIENTS, type RedisClient, type ServerReport } from './redis.client.js';
import { totalsOf } from './figures/redis.cluster.js';
import { CommandPace } from './figures/redis.command-pace.js';
import { judge, measure } from './redis.judgement.js';
import type { RedisInfo } from './figures/redis.info.js';
import { countKeys } from './figures/redis.key-count.js';
import { redisService } from './redis.service.js';
import { sampleOf, snapshotOf } from './redis.snapshot.js';

/** How old a count of keys may become. Upstash bills every SCAN, so there it is counted by the hour. */
const KEY_COUNT_LIVES_MS = { local: 5 * 60_000, other: 5 * 60_000, upstash: 60 * 60_000 } as const;

/** What the next check of an environment needs of those before it. */
interface Memory {
  sample: CounterSample | null;
  readonly keyCount: Recent<RedisKeyCount | null>;
  readonly pace: CommandPace;
}

/** Checks one environment's Redis: a round trip, INFO, DBSIZE, and now and then a count of its keys. */
@Injectable()
export class RedisProbe implements Probe {
  readonly service = 'redis';
  private readonly memories = new Map<EnvironmentId, Memory>();

  constructor(
    @Inject(REDIS_CLIENTS) private readonly clients: PerEnvironment<RedisClient>,
    @Optional() private readonly clock: Clock = SYSTEM_CLOCK,
  ) {}

  observe(environment: EnvironmentId, limits: CheckLimits): Promise<Observation> {
    return observe({ environment, service: redisService }, limits, async (signal) => {
      const client = this.clients.for(environment);
      if (limits.isRequested) client.resume();
      const refused: string[] = [];
      const ifAllowed = allowanceNoting(refused);
      const { latencyMs, report } = await greet(client, ifAllowed, signal);
      const info = report?.info ?? null;
      const cluster = isCluster(info) ? await ifAllowed('CLUSTER', client.cluster(signal)) : undefined;
      const totals = cluster && info ? totalsOf(cluster, info) : null;
      // One server's keys must not be shown as all of a cluster's.
      const whole = cluster === undefined ? report : totals;
      const keys =
        cluster === undefined ? await ifAllowed('DBSIZE', client.size(signal)) : (totals?.keys ?? null);
      const memory = this.memoryOf(environment, client);
      const keyCount =
        cluster === undefined || totals
          ? await this.keyCount(client, memory.keyCount, ifAllowed, limits, signal)
          : null;
      const [atMs, steadyMs] = [this.clock.now(), this.clock.steady()];
      const sample = whole && sampleOf(whole.info, whole.own, atMs, steadyMs);
      const before = memory.sample;
      memory.sample = sample;
      if (sample) memory.pace.add(sample);
      const snapshot = snapshotOf({
        place: client.place,
        info,
        whole: whole?.info ?? null,
        cluster,
        refused,
        keys,
        keyCount,
        sample,
        before,
        atMs,
      });
      const measurements = measure(snapshot, shareOf(memory.pace.monthly(), client.commandsPerMonth));
      return { findings: [{ ...judge(snapshot), latencyMs, measurements }], snapshot };
    });
  }

  private async keyCount(
    client: RedisClient,
    recent: Memory['keyCount'],
    ifAllowed: IfAllowed,
    { isRequested }: CheckLimits,
    signal: AbortSignal,
  ): Promise<RedisKeyCount | null> {
    const count = () => ifAllowed('SCAN', countKeys(client, this.environmentsByPrefix(), signal, this.clock));
    const counted = await recent.get(count, { isRequested, isWorthKeeping: (keyCount) => keyCount !== null });
    return counted ?? recent.latest ?? null;
  }

  private memoryOf(environment: EnvironmentId, { place }: RedisClient): Memory {
    const known = this.memories.get(environment);
    if (known) return known;
    const keyCount = new Recent<RedisKeyCount | null>(KEY_COUNT_LIVES_MS[place.type], this.clock.steady);
    const memory = { sample: null, keyCount, pace: new CommandPace() };
    this.memories.set(environment, memory);
    return memory;
  }

  private environmentsByPrefix(): ReadonlyMap<string, EnvironmentId> {
    return new Map(this.clients.entries().map(([environment, { place }]) => [place.keyPrefix, environment]));
  }
}

/** Null where the share, or what it is of, is not known. */
function shareOf(used: number | null, allowed: number | null): number | null {
  return used === null || allowed === null ? null : used / allowed;
}

function isCluster(info: RedisInfo | null): boolean {
  return info?.text('cluster_enabled') === '1';
}

/** The time of one round trip, and INFO where it is allowed. Upstash bills every command, so there INFO itself is timed. */
async function greet(
  client: RedisClient,
  ifAllowed: IfAllowed,
  signal: AbortSignal,
): Promise<{ latencyMs: number; report: ServerReport | null }> {
  const isBilled = client.place.type === 'upstash';
  const billed = isBilled ? await ifAllowed('INFO', client.info(signal)) : null;
  if (billed) return { latencyMs: Math.round(billed.latencyMs), report: billed };
  const latencyMs = Math.round(await client.ping(signal));
  return { latencyMs, report: isBilled ? null : await ifAllowed('INFO', client.info(signal)) };
}

type IfAllowed = <T>(command: string, answer: Promise<T>) => Promise<T | null>;

/** Null where the server answers but keeps this figure from us, a restricted user or a command that it lacks: noted by its name. */
function allowanceNoting(refused: string[]): IfAllowed {
  return (command, answer) =>
    answer.catch((error: unknown) => {
      const code = error instanceof IntegrationError ? error.reason.code : undefined;
      if (code !== 'forbidden' && code !== 'client-error') throw error;
      refused.push(command);
      return null;
    });
}
