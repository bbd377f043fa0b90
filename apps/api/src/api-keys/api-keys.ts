import type { Principal } from '@envscope/access/principal.js';
import {
  MOST_API_KEYS,
  Refusal,
  type Actor,
  type ApiKey,
  type ApiKeyDraft,
  type ApiKeyMade,
} from '@envscope/contracts/index.js';
import { TimeOrderedIds } from '@envscope/monitoring/repository/time-ordered-ids.js';
import { ApiKeyStore, type StoredApiKey } from '@envscope/store/access/api-key-store.js';
import { Injectable } from '@nestjs/common';
import { KeyRing, stateOf } from './key-ring.js';
import { hintOf, keyHashOf, newKey } from './key-text.js';

const DAY_MS = 86_400_000;

/** Makes and revokes API keys. */
@Injectable()
export class ApiKeys {
  private readonly ids = new TimeOrderedIds(Date.now);

  constructor(
    private readonly store: ApiKeyStore,
    private readonly ring: KeyRing,
  ) {}

  /** The newest first. Rejects with `StoreFault`. */
  async list(): Promise<ApiKey[]> {
    const nowMs = Date.now();
    return (await this.store.apiKeys()).map((key) => viewOf(key, nowMs));
  }

  /** Throws `too-many-api-keys`, and `not-permitted` where it could more than its maker. */
  async make(draft: ApiKeyDraft, maker: Principal): Promise<ApiKeyMade> {
    for (const permission of draft.permissions) {
      for (const environment of draft.environments ?? [null]) maker.demand(permission, environment);
    }
    const nowMs = Date.now();
    const active = (await this.store.apiKeys()).filter((each) => stateOf(each, nowMs) === 'active');
    if (active.length >= MOST_API_KEYS) throw new Refusal('too-many-api-keys', { most: MOST_API_KEYS });
    const key = newKey();
    const { name, environments, expiresInDays } = draft;
    const stored: StoredApiKey = {
      id: this.ids.next(),
      name,
      hint: hintOf(key),
      hash: keyHashOf(key),
      permissions: [...new Set(draft.permissions)],
      environments: environments && [...new Set(environments)],
      createdBy: maker.actor,
      createdAt: new Date(nowMs).toISOString(),
      expiresAt: expiresInDays === null ? null : new Date(nowMs + expiresInDays * DAY_MS).toISOString(),
      lastUsedAt: null,
      revoked: null,
    };
    await this.store.saveApiKey(stored, null);
    this.ring.forget();
    return { apiKey: viewOf(stored, nowMs), key };
  }

  /** Throws `unknown-api-key`. One that is revoked already stays as it is. */
  async revoke(id: string, by: Actor): Promise<ApiKey> {
    for (;;) {
      const key = (await this.store.apiKeys()).find((each) => each.id === id);
      if (!key) throw new Refusal('unknown-api-key', { id });
      const nowMs = Date.now();
      if (key.revoked) return viewOf(key, nowMs);
      const revoked = { ...key, revoked: { by, at: new Date(nowMs).toISOString() } };
      const isKept = await this.store.saveApiKey(revoked, key);
      this.ring.forget();
      if (isKept) return viewOf(revoked, nowMs);
    }
  }
}

function viewOf(key: StoredApiKey, nowMs: number): ApiKey {
  return { ...key, state: stateOf(key, nowMs) };
}
