import { Principal } from '@envscope/access/principal.js';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';

/** Finds out who sends a request. */
@Injectable()
export abstract class Principals {
  /** Null for somebody who was not let in. */
  abstract principalOf(request: Request): Promise<Principal | null>;
}

/** Lets in whoever reaches the console. */
@Injectable()
export class OpenPrincipals extends Principals {
  principalOf(): Promise<Principal> {
    const actor = { kind: 'anyone', id: 'anyone', name: '' } as const;
    return Promise.resolve(new Principal(actor, [{ role: 'owner', environment: null }]));
  }
}
