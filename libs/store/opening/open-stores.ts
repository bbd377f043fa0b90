import { join } from 'node:path';
import { openSqliteStores } from '../sqlite/sqlite.stores.js';
import type { Stores } from '../stores.js';

/** Where the console keeps what it observed and what it made of it. */
export interface StoreOptions {
  /** A `mongodb://` URL; unset for the embedded store. */
  readonly storeUrl: string | undefined;
  /** The folder of the embedded store. */
  readonly dataDir: string;
  /** Authorities that a `mongodb://` URL with TLS trusts; unset: Node's own. */
  readonly ca?: { readonly certificates: readonly string[] } | undefined;
}

/** Opens the store that the options name. Rejects with `StoreFault`. */
export async function openStores({ storeUrl, dataDir, ca }: StoreOptions): Promise<Stores> {
  if (storeUrl === undefined) return openSqliteStores(join(dataDir, 'envscope.db'));
  // Not before somebody wants it: the driver takes tens of megabytes.
  const { openMongoStores } = await import('../mongodb/mongodb.stores.js');
  return openMongoStores(storeUrl, { certificates: ca?.certificates });
}
