import { placeOf } from './environments.ts';
import { Faults } from './faults.ts';
import { startMongodb, type MongodbSandbox } from './mongodb.ts';
import { startRedis, type RedisSandbox } from './redis.ts';
import { calmStory, livelyStory } from './story.ts';
import { startTraffic, Traffic } from './traffic.ts';
import { startJobs } from './traffic/jobs.ts';
import { startWeb } from './web.ts';

/** Ports after the first one: ten of each kind side by side, those of further environments after them. */
const TEN = 10;
const REDIS_OFFSET = 1;
const MONGODB_OFFSET = REDIS_OFFSET + TEN;

/** Demo credentials, the same for everybody. */
const PASSWORD = 'sandbox';
const MONGODB_USER = 'envscope';
const DATABASE = 'app';

/** Where the sandbox listens, and what it plays. */
export interface SandboxOptions {
  readonly host: string;
  /** Of HTTP; the others follow at fixed distances. 0 picks free ports for all of them. */
  readonly port: number;
  readonly environments: readonly string[];
  /** Without the story everything is calm and stands still. */
  readonly hasStory: boolean;
  /** Where the console listens to whose jobs the story belongs; without, no job reports. */
  readonly consoleUrl?: string | undefined;
}

/** Where everything listens: addresses as a client would be configured with them. */
export interface Addresses {
  readonly http: string;
  readonly redis: Readonly<Record<string, string>>;
  readonly mongodb: Readonly<Record<string, string>>;
}

/** A sandbox that listens. */
export interface RunningSandbox {
  readonly addresses: Addresses;
  /** Resolves when every port is free again. */
  close(): Promise<void>;
}

/** Starts every stand-in: HTTP on one port, a Redis and a MongoDB for each environment. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const { host, environments, hasStory } = options;
  const faults = new Faults();
  const story = hasStory ? livelyStory : calmStory;
  const startedAtMs = Date.now();
  const port = (offset: number) => (options.port === 0 ? 0 : options.port + offset);
  const portOf = (kind: number, environment: string) => {
    const place = placeOf(environment, environments);
    return port(kind + place + Math.floor(place / TEN) * TEN);
  };

  const redis = await perEnvironment(environments, (environment) =>
    startRedis({
      host,
      port: portOf(REDIS_OFFSET, environment),
      environment,
      faults,
      ...redisOf(environment),
    }),
  );
  const mongodb = await perEnvironment(environments, (environment) =>
    startMongodb({
      host,
      port: portOf(MONGODB_OFFSET, environment),
      environment,
      faults,
      tier: environment === 'prod' ? 'dedicated' : 'm0',
      user: MONGODB_USER,
      password: PASSWORD,
    }),
  );
  const neighbours = { redis: () => states(redis), mongodb: () => states(mongodb) };
  const web = await startWeb({ host, port: port(0), environments, story, faults, neighbours, now: Date.now });
  const traffic = letTrafficFlow({ redis, story, startedAtMs }, hasStory);
  const jobs = hasStory && options.consoleUrl ? startJobs(options.consoleUrl, startedAtMs) : null;

  return {
    addresses: {
      http: `http://${host}:${web.port}`,
      redis: addresses(redis, (server, environment) => redisUrl(host, server, redisOf(environment).password)),
      mongodb: addresses(mongodb, ({ port: at }) => mongodbUri(host, at)),
    },
    async close() {
      traffic.stop();
      jobs?.stop();
      await Promise.all([web, ...redis.values(), ...mongodb.values()].map((server) => server.close()));
    },
  };
}

function redisOf(environment: string) {
  const flavour = environment === 'dev' ? ('local' as const) : ('upstash' as const);
  return environment === 'dev' ? { flavour } : { flavour, password: PASSWORD };
}

function redisUrl(host: string, { port }: RedisSandbox, password: string | undefined): string {
  return password === undefined ? `redis://${host}:${port}` : `redis://default:${password}@${host}:${port}`;
}

function mongodbUri(host: string, port: number): string {
  return `mongodb://${MONGODB_USER}:${PASSWORD}@${host}:${port}/${DATABASE}`;
}

/** Without a story what has happened before is there, and nothing more comes. */
function letTrafficFlow(
  options: ConstructorParameters<typeof Traffic>[0],
  hasStory: boolean,
): { stop(): void } {
  if (hasStory) return startTraffic(options);
  new Traffic(options).advanceTo(options.startedAtMs);
  return { stop: () => undefined };
}

async function perEnvironment<Server>(
  environments: readonly string[],
  start: (environment: string) => Promise<Server>,
): Promise<ReadonlyMap<string, Server>> {
  const servers = await Promise.all(environments.map(start));
  return new Map(servers.map((server, index) => [environments[index] ?? '', server]));
}

function states(servers: ReadonlyMap<string, RedisSandbox | MongodbSandbox>): Record<string, object> {
  return Object.fromEntries([...servers].map(([environment, server]) => [environment, server.state()]));
}

function addresses<Server>(
  servers: ReadonlyMap<string, Server>,
  addressOf: (server: Server, environment: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    [...servers].map(([environment, server]) => [environment, addressOf(server, environment)]),
  );
}
