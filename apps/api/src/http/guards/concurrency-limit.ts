import { Refusal } from '@envscope/contracts/index.js';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { clientKey } from '../clients/client-address.js';
import { finalize, type Observable } from 'rxjs';

/** A page draws a dozen charts at once, and several people may come through one proxy. */
const MOST_PER_CLIENT = 24;
const MOST_IN_ALL = 48;
const RETRY_AFTER_MS = 1_000;

/** Lets so many expensive requests run at a time; refuses more at once rather than keep them waiting. */
@Injectable()
export class ConcurrencyLimit implements NestInterceptor {
  private readonly running = new Map<string, number>();
  private all = 0;

  /** Throws `too-many-requests`, `busy`. */
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const client = clientKey(context.switchToHttp().getRequest<Request>());
    const own = this.running.get(client) ?? 0;
    if (own >= MOST_PER_CLIENT) throw new Refusal('too-many-requests', { retryAfterMs: RETRY_AFTER_MS });
    if (this.all >= MOST_IN_ALL) throw new Refusal('busy', { retryAfterMs: RETRY_AFTER_MS });
    this.count(client, 1);
    return next.handle().pipe(finalize(() => this.count(client, -1)));
  }

  private count(client: string, change: 1 | -1): void {
    this.all += change;
    const own = (this.running.get(client) ?? 0) + change;
    if (own === 0) this.running.delete(client);
    else this.running.set(client, own);
  }
}
