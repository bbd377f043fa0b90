import { Refusal } from '@envscope/contracts/index.js';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { finalize, type Observable } from 'rxjs';
import { clientKey } from '../clients/client-address.js';
import { Shares } from './shares.js';

/** A page draws a dozen charts at once, and several people may come through one proxy. */
const MOST = { perKey: 24, inAll: 48 };
const RETRY_AFTER_MS = 1_000;

/** Lets so many expensive requests run at a time; refuses more at once rather than keep them waiting. */
@Injectable()
export class ConcurrencyLimit implements NestInterceptor {
  private readonly running = new Shares(MOST);

  /** Throws `too-many-requests`, `busy`. */
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const free = this.running.take(clientKey(context.switchToHttp().getRequest<Request>()));
    if (free === 'own') throw new Refusal('too-many-requests', { retryAfterMs: RETRY_AFTER_MS });
    if (free === 'all') throw new Refusal('busy', { retryAfterMs: RETRY_AFTER_MS });
    return next.handle().pipe(finalize(free));
  }
}
