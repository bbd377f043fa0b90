import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
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
import { openStores } from './opening/open-stores.js';
import type { Stores } from './stores.js';

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
