import type { EnvironmentId, MongodbSnapshot, Observation } from '@envscope/contracts/index.js';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { SYSTEM_CLOCK, type Clock } from '@envscope/integrations/kernel/clock.js';
import type { CounterSample } from '@envscope/integrations/kernel/counter-rate.js';
import { observe } from '@envscope/integrations/kernel/checks/observe.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import {
  MONGODB_CLIENTS,
  type Answer,
  type Member,
  type MongodbClient,
  type MongodbClients,
  type ServerStatus,
} from './mongodb.client.js';
import { ratesOf, sampleOf, storageOf, tierOf, NO_RATES, usedRatio, type Rates } from './mongodb.figures.js';
import { judge, measure } from './mongodb.judgement.js';
import { mongodbService } from './mongodb.service.js';

/** Checks a MongoDB by four commands; the ping's round trip is its latency. */
@Injectable()
export class MongodbProbe implements Probe {
  readonly service = 'mongodb';
  /** The latest counters of each environment's server, for rates. */
  private readonly samples = new Map<EnvironmentId, CounterSample>();

  constructor(
    @Inject(MONGODB_CLIENTS) private readonly clients: MongodbClients,
    @Optional() private readonly clock: Clock = SYSTEM_CLOCK,
  ) {}

  observe(environment: EnvironmentId, limits: CheckLimits): Promise<Observation> {
    return observe({ environment, service: mongodbService }, limits, async (signal) => {
      const client = this.clients.for(environment);
      // First, since it connects: a ping's time is not to hold a login.
      const member = await client.hello(signal);
      const latencyMs = await client.ping(signal);
      const snapshot = await this.read(environment, client, member, signal);
      const finding = judge({
        isWithoutPrimary: member.replicaSet !== null && member.role !== 'primary' && member.primary === null,
        connectionsUsedRatio: usedRatio(snapshot.connections),
        storage: snapshot.storage,
      });
      return { findings: [{ ...finding, latencyMs, measurements: measure(snapshot) }], snapshot };
    });
  }

  private async read(
    environment: EnvironmentId,
    client: MongodbClient,
    member: Member,
    signal: AbortSignal,
  ): Promise<MongodbSnapshot> {
    const [stats, answer] = await Promise.all([client.databaseStats(signal), client.serverStatus(signal)]);
    const status = answer.value;
    const { host, database, plan } = client.subject;
    return {
      host: status?.host ?? host,
      database,
      version: status?.version ?? null,
      role: member.role,
      replicaSet: member.replicaSet,
      members: [...(status?.hosts ?? member.hosts)],
      tier: tierOf(plan, host, [stats, answer], status),
      uptimeMs: status?.uptimeMs ?? null,
      connections: status?.connections ?? null,
      ...this.rates(environment, status),
      storage: stats.value ? storageOf(stats.value, plan) : null,
      refused: [...refusal('dbStats', stats), ...refusal('serverStatus', answer)],
      sampledAt: new Date(this.clock.now()).toISOString(),
    };
  }

  private rates(environment: EnvironmentId, status: ServerStatus | undefined): Rates {
    if (!status) return NO_RATES;
    const sample = sampleOf(status, this.clock.now(), this.clock.steady());
    const rates = ratesOf(this.samples.get(environment), sample);
    this.samples.set(environment, sample);
    return rates;
  }
}

function refusal(command: string, answer: Answer<unknown>): MongodbSnapshot['refused'] {
  return 'refusal' in answer ? [{ command, code: answer.refusal }] : [];
}
