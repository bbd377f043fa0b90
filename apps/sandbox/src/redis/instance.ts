import { seedOf } from '../chance.ts';
import { RedisFigures } from './figures.ts';
import { Keyspace } from './keyspace.ts';
import { keyPrefixOf, seedKeys } from './seed.ts';
import type { Session } from './session.ts';

/** Whose Redis is imitated: one's own server, or Upstash, which reports and allows less. */
export type RedisFlavour = 'local' | 'upstash';

/** What one server is made of. */
export interface RedisIdentity {
  readonly environment: string;
  readonly flavour: RedisFlavour;
  readonly password?: string;
  /** 256 MB unless given. */
  readonly maxMemoryBytes?: number;
  readonly now: () => number;
}

const HOUR_MS = 3_600_000;

/** One Redis server without its socket: who it is, its keys, its counters and who is connected. */
export class RedisInstance {
  readonly flavour: RedisFlavour;
  readonly password: string | undefined;
  readonly prefix: string;
  readonly version: string;
  readonly maxMemoryBytes: number;
  readonly startupBytes = 875_944;
  readonly keys: Keyspace;
  readonly figures: RedisFigures;
  readonly now: () => number;
  readonly sessions = new Set<Session>();
  port = 0;
  isLoading = false;
  private opened = 0;

  constructor({ environment, flavour, password, maxMemoryBytes, now }: RedisIdentity) {
    this.flavour = flavour;
    this.password = password;
    this.prefix = keyPrefixOf(environment);
    this.version = flavour === 'upstash' ? '8.2.0' : '7.0.15';
    this.maxMemoryBytes = maxMemoryBytes ?? 256 * 1024 * 1024;
    this.now = now;
    this.keys = new Keyspace(now);
    const seed = seedOf(`redis ${environment}`);
    this.figures = new RedisFigures(now, {
      uptimeMs: (24 + (seed % 700)) * HOUR_MS + (seed % HOUR_MS),
      commandsPerSecond: 4 + (seed % 9),
    });
    Object.assign(this.keys.counters, pastOf(this.figures.commandsProcessed));
    seedKeys(this.keys, environment, now());
  }

  /** Opens a session; the caller closes it by deleting it from `sessions`. */
  open(address: string, isTrusted = false): Session {
    const session: Session = {
      id: ++this.opened,
      address,
      connectedAtMs: this.now(),
      authenticated: isTrusted || this.password === undefined,
      protocol: 2,
      name: '',
      library: '',
      libraryVersion: '',
      queue: undefined,
      queueIsSpoiled: false,
    };
    this.sessions.add(session);
    this.figures.connectionsReceived++;
    return session;
  }

  /** Evicts what may go until the keys fit into the memory; answers whether they do. */
  makeRoom(): boolean {
    return this.keys.evictDownTo(this.maxMemoryBytes - this.startupBytes);
  }

  /** What a restart does: all counters begin again; the keys come back from the disk. */
  restart(): void {
    this.figures.restart();
    Object.assign(this.keys.counters, { hits: 0, misses: 0, expired: 0, evicted: 0 });
  }

  connectedClients(): number {
    // The application itself holds connections that the sandbox does not see.
    return this.sessions.size + 6;
  }

  uptimeSeconds(): number {
    return Math.floor((this.now() - this.figures.startedAtMs) / 1000);
  }

  usedMemoryBytes(): number {
    const used = this.startupBytes + this.keys.totals().bytes;
    this.figures.peakBytes = Math.max(this.figures.peakBytes, used);
    return used;
  }

  /** Redis saves every five minutes while there are changes. */
  lastSavedAtSeconds(): number {
    return Math.floor(this.now() / 300_000) * 300;
  }
}

function pastOf(commandsProcessed: number): Keyspace['counters'] {
  return {
    hits: Math.round(commandsProcessed * 0.31),
    misses: Math.round(commandsProcessed * 0.027),
    expired: Math.round(commandsProcessed * 0.012),
    evicted: 0,
  };
}
