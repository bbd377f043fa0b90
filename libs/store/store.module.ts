import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { join } from 'node:path';
import { PeopleStore } from './access/people-store.js';
import { SessionStore } from './access/session-store.js';
import { ApiKeyStore } from './access/api-key-store.js';
import { AuditStore } from './access/audit-store.js';
import { BeatStore } from './beat-store.js';
import { IncidentStore } from './incident-store.js';
import { LeaseStore } from './lease-store.js';
import { MuteStore } from './mute-store.js';
import { ObservationStore } from './observation-store.js';
import { RateStore } from './rates/rate-store.js';
import { RuleStore } from './rule-store.js';
import { openSqliteStores } from './sqlite/sqlite.stores.js';
import type { Stores } from './stores.js';

/** Where the console keeps what it observed and what it made of it. */
export interface StoreOptions {
  /** A `mongodb://` URL; unset for the embedded store. */
  readonly storeUrl: string | undefined;
  /** The folder of the embedded store. */
  readonly dataDir: string;
  /** Authorities that a `mongodb://` URL with TLS trusts; unset: Node's own. */
  readonly ca?: { readonly certificates: readonly string[] } | undefined;
}

const STORES = Symbol('STORES');

const PORTS = [
  [ObservationStore, 'observations'],
  [IncidentStore, 'incidents'],
  [RuleStore, 'rules'],
  [MuteStore, 'mutes'],
  [AuditStore, 'audit'],
  [ApiKeyStore, 'apiKeys'],
  [LeaseStore, 'lease'],
  [PeopleStore, 'people'],
  [SessionStore, 'sessions'],
  [BeatStore, 'beats'],
  [RateStore, 'rates'],
] as const;

/** Gives every module the ports of the store. The start waits for it to open, and fails where it cannot. */
@Module({})
export class StoreModule implements OnApplicationShutdown {
  constructor(@Inject(ObservationStore) private readonly store: ObservationStore) {}

  /** `options` is the token of `StoreOptions`, or of settings that hold them. */
  static with(options: symbol): DynamicModule {
    return {
      module: StoreModule,
      global: true,
      providers: [
        { provide: STORES, inject: [options], useFactory: openStores },
        ...PORTS.map(([port, name]) => ({
          provide: port,
          inject: [STORES],
          useFactory: (stores: Stores) => stores[name],
        })),
      ],
      exports: PORTS.map(([port]) => port),
    };
  }

  // The last of Nest's phases: whoever still has an observation to keep has had its turn.
  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}

/** Opens the store that the options name. Rejects with `StoreFault`. */
export async function openStores({ storeUrl, dataDir, ca }: StoreOptions): Promise<Stores> {
  if (storeUrl === undefined) return openSqliteStores(join(dataDir, 'envscope.db'));
  // Not before somebody wants it: the driver takes tens of megabytes.
  const { openMongoStores } = await import('./mongodb/mongodb.stores.js');
  return openMongoStores(storeUrl, { certificates: ca?.certificates });
}
