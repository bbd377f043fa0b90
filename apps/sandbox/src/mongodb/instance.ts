import { seedOf } from '../chance.ts';
import { deriveCredentials } from './scram.ts';
import type { ScramConversation, ScramCredentials } from './scram.ts';

/** Which kind of Atlas cluster is imitated: the free shared one, or one's own machines. */
export type MongodbTier = 'm0' | 'dedicated';

/** What one server is made of. */
export interface MongodbIdentity {
  readonly environment: string;
  readonly host: string;
  readonly tier: MongodbTier;
  readonly user: string;
  readonly password: string;
  readonly now: () => number;
}

/** What the server knows of one connection. */
export interface MongodbSession {
  readonly id: number;
  isLoggedIn: boolean;
  login: ScramConversation | undefined;
}

/** Operations per second, on average; a free cluster would be throttled from 100 on. */
const LOADS: Readonly<Record<string, number>> = { dev: 1.5, staging: 6, prod: 48 };
const HOUR_MS = 3_600_000;

/** One mongod without its socket: who it is, since when it is up, and who is connected. */
export class MongodbInstance {
  readonly environment: string;
  readonly host: string;
  readonly tier: MongodbTier;
  readonly version: string;
  readonly credentials: ScramCredentials;
  readonly now: () => number;
  readonly sessions = new Set<MongodbSession>();
  readonly calls = new Map<string, number>();
  readonly operationsPerSecond: number;
  port = 0;
  isPrimary = true;
  startedAtMs: number;
  opened = 0;
  messages = 0;
  bytesIn = 0;
  bytesOut = 0;

  constructor({ environment, host, tier, user, password, now }: MongodbIdentity) {
    this.environment = environment;
    this.host = host;
    this.tier = tier;
    this.version = tier === 'm0' ? '8.0.13' : '8.0.12';
    this.credentials = deriveCredentials(user, password);
    this.now = now;
    const seed = seedOf(`mongodb ${environment}`);
    this.operationsPerSecond = LOADS[environment] ?? 3;
    this.startedAtMs = now() - (72 + (seed % 500)) * HOUR_MS - (seed % HOUR_MS);
  }

  open(): MongodbSession {
    const session: MongodbSession = { id: ++this.opened, isLoggedIn: false, login: undefined };
    this.sessions.add(session);
    return session;
  }

  /** All counters begin again; the connections stay, as though their clients had come back already. */
  restart(): void {
    this.startedAtMs = this.now();
    this.messages = this.bytesIn = this.bytesOut = 0;
    this.calls.clear();
  }

  countCommand(name: string): void {
    this.messages++;
    this.calls.set(name, (this.calls.get(name) ?? 0) + 1);
  }

  replicaSet(): string {
    return `atlas-${seedOf(this.environment).toString(36).slice(0, 6)}-shard-0`;
  }

  address(): string {
    return `${this.host}:${this.port}`;
  }

  /** The members that answer nobody here: a console shows them, a driver must not try to reach them. */
  silentMembers(): readonly [string, string] {
    const member = (index: number) => `${this.environment}-shard-00-0${index}.sandbox.invalid:27017`;
    return [member(1), member(2)];
  }

  primary(): string {
    return this.isPrimary ? this.address() : this.silentMembers()[0];
  }
}
