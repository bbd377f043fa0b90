import type { ApiKey } from '@envscope/contracts/index.js';

/** A key as it is kept: of what lets in only the hash. */
export interface StoredApiKey extends Omit<ApiKey, 'state'> {
  /** SHA-256, in hex. */
  readonly hash: string;
}

/** Keeps API keys. Every method rejects with `StoreFault` alone. */
export abstract class ApiKeyStore {
  /** The newest first, by id. */
  abstract apiKeys(): Promise<StoredApiKey[]>;

  /** False, with nothing kept, where the stored one is not the one before: null for a new one. When it was last used is no part of that. */
  abstract saveApiKey(key: StoredApiKey, before: StoredApiKey | null): Promise<boolean>;

  /** Keeps when it was last used, unless a later moment is known. */
  abstract touchApiKey(id: string, atMs: number): Promise<void>;
}
