import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { join } from 'node:path';
import { MongoObservationStore } from './mongodb/mongodb.store.js';
import { ObservationStore } from './observation-store.js';
import { openSqliteStores } from './sqlite/sqlite.stores.js';

/** Where the console keeps what it observed. */
export interface StoreOptions {
  /** A `mongodb://` URL; unset for the embedded store. */
  readonly storeUrl: string | undefined;
  /** The folder of the embedded store. */
  readonly dataDir: string;
}

/** Gives every module the `ObservationStore`. The start waits for it to open, and fails where it cannot. */
@Module({})
export class StoreModule implements OnApplicationShutdown {
  constructor(@Inject(ObservationStore) private readonly store: ObservationStore) {}

  /** `options` is the token of `StoreOptions`, or of settings that hold them. */
  static with(options: symbol): DynamicModule {
    return {
      module: StoreModule,
      global: true,
      providers: [{ provide: ObservationStore, inject: [options], useFactory: openStore }],
      exports: [ObservationStore],
    };
  }

  // The last of Nest's phases: whoever still has an observation to keep has had its turn.
  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}

async function openStore({ storeUrl, dataDir }: StoreOptions): Promise<ObservationStore> {
  return storeUrl === undefined
    ? (await openSqliteStores(join(dataDir, 'envscope.db'))).observations
    : MongoObservationStore.open(storeUrl);
}
