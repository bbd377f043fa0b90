import type { Principal } from '@envscope/access/principal.js';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { KeyRing } from './key-ring.js';

/** Knows programs by the key that they send. */
@Injectable()
export class ApiKeyPrincipals {
  constructor(private readonly ring: KeyRing) {}

  /** Undefined where the request sends no key; null where its key is not good. Rejects with `StoreFault`. */
  async principalOf({ headers }: Request): Promise<Principal | null | undefined> {
    const [, key] = /^bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
    return key === undefined ? undefined : this.ring.principalOf(key);
  }
}
