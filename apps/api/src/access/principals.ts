import { Principal } from '@envscope/access/principal.js';
import { Injectable, Optional } from '@nestjs/common';
import type { Request } from 'express';
import { ApiKeyPrincipals } from '../api-keys/api-key-principals.js';

/** Finds out who sends a request. */
@Injectable()
export abstract class Principals {
  /** Null for somebody who was not let in. */
  abstract principalOf(request: Request): Promise<Principal | null>;
}

/** Lets in whoever reaches the console. */
@Injectable()
export class OpenPrincipals extends Principals {
  constructor(@Optional() private readonly keys?: ApiKeyPrincipals) {
    super();
  }

  async principalOf(request: Request): Promise<Principal | null> {
    const byKey = await this.keys?.principalOf(request);
    if (byKey !== undefined) return byKey;
    return new Principal({ kind: 'anyone', id: 'anyone', name: '' }, [{ role: 'owner', environment: null }]);
  }
}
