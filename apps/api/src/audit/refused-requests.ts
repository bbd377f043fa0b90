import type { Problem } from '@envscope/contracts/index.js';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AuditLog } from './audit-log.js';
import { draftOf } from './audit-requests.js';

/** Nobody was let in, or not to this. What a handler itself refuses is recorded with its operation. */
const REFUSED = new Set([401, 403]);

/** Records the requests that no handler has seen, since whoever sent them was not let in. */
@Injectable()
export class RefusedRequests {
  private readonly handled = new WeakSet<Request>();

  constructor(private readonly log: AuditLog) {}

  /** Does nothing for what is no such refusal, or is recorded already. */
  note(request: Request, { status, code }: Problem): void {
    if (!REFUSED.has(status) || this.handled.has(request)) return;
    this.handled.add(request);
    this.log.refuse(draftOf(request, { atMs: Date.now(), outcome: 'refused', code }));
  }

  /** The operation has an entry of its own. */
  leaveOut(request: Request): void {
    this.handled.add(request);
  }
}
