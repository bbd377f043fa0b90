import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import type { Connection, ConnectOptions } from 'mongoose';
import { orNull } from '@envscope/integrations/kernel/outside/or-null.js';
import { soundList } from '@envscope/integrations/kernel/outside/sound-list.js';
import * as z from 'zod';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { understood } from '@envscope/integrations/kernel/errors/understood.js';
import { CommandRefused, SELECTION_TIMEOUT_MS, translate, type Refusal } from './mongodb.errors.js';
import { askForSeeds } from './mongodb.seeds.js';
import type { MongodbSettings } from './mongodb.settings.js';

/** Who answers, by its `hello`. */
export interface Member {
  readonly role: 'primary' | 'secondary' | 'standalone' | 'mongos' | 'other';
  readonly replicaSet: string | null;
  readonly hosts: readonly string[];
  /** The set's primary as this member knows it; null outside of a set too. */
  readonly primary: string | null;
}

/** Sizes of one database, bytes. */
export interface DatabaseStats {
  readonly collections: number;
  readonly objects: number;
  readonly dataBytes: number;
  readonly storageBytes: number;
  readonly indexBytes: number;
}

const OPERATIONS = ['insert', 'query', 'update', 'delete', 'getmore', 'command'] as const;

/** A kind of operation that the server counts. */
export type Operation = (typeof OPERATIONS)[number];

/** A total of microseconds over a number of operations. */
interface LatencyTotal {
  readonly latency: number;
  readonly ops: number;
}

/** What `serverStatus` reports. Counters grow since the server started; what a tier or an engine leaves out is null. */
export interface ServerStatus {
  readonly host: string;
  readonly version: string;
  readonly uptimeMs: number;
  readonly connections: { current: number; available: number; totalCreated: number | null } | null;
  readonly operations: Readonly<Record<Operation, number>> | null;
  readonly network: { bytesIn: number; bytesOut: number } | null;
  /** Shared Atlas tiers do not show these. */
  readonly latencies: { reads: LatencyTotal; writes: LatencyTotal; commands: LatencyTotal } | null;
  readonly isAtlas: boolean;
  readonly hosts: readonly string[] | null;
}

/** What a command brought, or why the server refuses it. */
export type Answer<T> = { readonly value: T } | { readonly value?: undefined; readonly refusal: Refusal };

/** The few commands with which one environment's MongoDB is watched. All throw `IntegrationError`. */
export interface MongodbClient {
  /** What settings say of it, nothing secret. */
  readonly subject: Pick<MongodbSettings, 'host' | 'database' | 'plan'>;
  /** Connects where there is no connection yet. */
  hello(signal: AbortSignal): Promise<Member>;
  /** The round trip, milliseconds. */
  ping(signal: AbortSignal): Promise<number>;
  databaseStats(signal: AbortSignal): Promise<Answer<DatabaseStats>>;
  serverStatus(signal: AbortSignal): Promise<Answer<ServerStatus>>;
}

/** Token of the `PerEnvironment<MongodbClient>`. */
export const MONGODB_CLIENTS = Symbol('MONGODB_CLIENTS');
export type MongodbClients = PerEnvironment<MongodbClient>;

/** Settings of a connection that only watches: few sockets, short waits, no retries of its own, nothing buffered. */
export const WATCHING: ConnectOptions = {
  appName: 'envscope',
  maxPoolSize: 2,
  minPoolSize: 0,
  connectTimeoutMS: 3_000,
  serverSelectionTimeoutMS: SELECTION_TIMEOUT_MS,
  socketTimeoutMS: 8_000,
  waitQueueTimeoutMS: 3_000,
  // The default holds a second monitoring socket to each member, and a free cluster counts them.
  serverMonitoringMode: 'poll',
  // A set without a primary still reports that; secondaries alone would mix counters of different hosts.
  readPreference: 'primaryPreferred',
  retryReads: false,
  // Addresses one after another, each with half of the time: the driver opens its connections itself.
  autoSelectFamily: true,
  autoSelectFamilyAttemptTimeout: 1_400,
  bufferCommands: false,
  autoCreate: false,
  autoIndex: false,
};

/** Watches through a connection of @nestjs/mongoose, which need not have been able to connect yet. */
export function createMongodbClient(connection: Connection, settings: MongodbSettings): MongodbClient {
  return new DriverClient(connection, settings);
}

class DriverClient implements MongodbClient {
  private hasConnected = false;

  constructor(
    private readonly connection: Connection,
    readonly subject: MongodbSettings,
  ) {}

  async hello(signal: AbortSignal): Promise<Member> {
    return understood(Hello, await this.run('admin', { hello: 1 }, signal), 'answer');
  }

  async ping(signal: AbortSignal): Promise<number> {
    const started = performance.now();
    await this.run('admin', { ping: 1 }, signal);
    return Math.round(performance.now() - started);
  }

  databaseStats(signal: AbortSignal): Promise<Answer<DatabaseStats>> {
    return this.ask(DbStats, this.subject.database, { dbStats: 1 }, signal);
  }

  serverStatus(signal: AbortSignal): Promise<Answer<ServerStatus>> {
    return this.ask(Status, 'admin', { serverStatus: 1 }, signal);
  }

  /** Runs a command that a server may refuse without being ill. */
  private async ask<T>(
    schema: z.ZodType<T>,
    database: string,
    command: Command,
    signal: AbortSignal,
  ): Promise<Answer<T>> {
    try {
      return { value: understood(schema, await this.run(database, command, signal), 'answer') };
    } catch (error) {
      if (error instanceof CommandRefused) return { refusal: error.refusal };
      throw error;
    }
  }

  private async run(database: string, command: Command, signal: AbortSignal): Promise<unknown> {
    // Mongoose has no driver where the driver did not take the URI.
    const driver = this.connection.getClient() as ReturnType<Connection['getClient']> | undefined;
    if (!driver) throw new IntegrationError('client-error', 'The driver does not take the URI');
    try {
      if (!this.hasConnected) await askForSeeds(this.subject.uri);
      // A first connection that failed is not repeated by the driver itself; with a connection this does nothing.
      await driver.connect();
      this.hasConnected = true;
      return await driver.db(database).command(command, { signal, readPreference: 'primaryPreferred' });
    } catch (error) {
      signal.throwIfAborted();
      throw translate(error);
    }
  }
}

type Command = Readonly<Record<string, 1>>;

/** Names of a set's members; one that is no text is left out. */
const Hosts = soundList(z.string(), { mayLackAll: true }).transform(({ items }) => [...items]);

const Hello = z
  .object({
    isWritablePrimary: z.boolean().default(false),
    secondary: z.boolean().default(false),
    msg: z.string().optional().catch(undefined),
    setName: z.string().optional().catch(undefined),
    hosts: Hosts.default([]),
    primary: z.string().optional().catch(undefined),
  })
  .transform(({ isWritablePrimary, secondary, msg, setName = null, hosts, primary = null }): Member => {
    const roleInSet = isWritablePrimary ? 'primary' : secondary ? 'secondary' : 'other';
    const roleAlone = msg === 'isdbgrid' ? 'mongos' : isWritablePrimary ? 'standalone' : 'other';
    return { role: setName === null ? roleAlone : roleInSet, replicaSet: setName, hosts, primary };
  });

const DbStats = z
  .object({
    collections: z.number(),
    objects: z.number(),
    dataSize: z.number(),
    storageSize: z.number(),
    indexSize: z.number(),
  })
  .transform(({ collections, objects, dataSize, storageSize, indexSize }): DatabaseStats => ({
    collections,
    objects,
    dataBytes: dataSize,
    storageBytes: storageSize,
    indexBytes: indexSize,
  }));

const LatencyTotal = z.object({ latency: z.number(), ops: z.number() });

const Status = z
  .object({
    host: z.string(),
    version: z.string(),
    uptime: z.number(),
    uptimeMillis: z.number().optional().catch(undefined),
    connections: orNull(
      z.object({
        current: z.number(),
        available: z.number(),
        totalCreated: orNull(z.number()),
      }),
    ),
    opcounters: orNull(z.record(z.enum(OPERATIONS), z.number())),
    network: orNull(z.object({ bytesIn: z.number(), bytesOut: z.number() })),
    opLatencies: orNull(z.object({ reads: LatencyTotal, writes: LatencyTotal, commands: LatencyTotal })),
    repl: z.object({ hosts: Hosts.optional() }).optional().catch(undefined),
    atlasVersion: z.unknown().optional(),
  })
  .transform(
    ({
      host,
      version,
      uptime,
      uptimeMillis,
      connections,
      opcounters,
      network,
      opLatencies,
      repl,
      atlasVersion,
    }): ServerStatus => ({
      host,
      version,
      uptimeMs: uptimeMillis ?? Math.round(uptime * 1_000),
      connections,
      operations: opcounters,
      network,
      latencies: opLatencies,
      isAtlas: atlasVersion !== undefined,
      hosts: repl?.hosts ?? null,
    }),
  );
