import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { finalize, type Observable } from 'rxjs';
import { TooManyQuestions } from './domain-errors.js';

/** A page draws a dozen charts at once, and several people may come through one proxy. */
const MOST_OF_ONE = 24;
const MOST_OF_ALL = 48;

/** Lets so many long questions run at once; what is beyond is refused at once rather than kept waiting. */
@Injectable()
export class BoundedQuestions implements NestInterceptor {
  private readonly running = new Map<string, number>();
  private all = 0;

  /** Throws `TooManyQuestions`. */
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const client = context.switchToHttp().getRequest<Request>().socket.remoteAddress ?? '';
    const own = this.running.get(client) ?? 0;
    if (own >= MOST_OF_ONE) throw new TooManyQuestions('client');
    if (this.all >= MOST_OF_ALL) throw new TooManyQuestions('all');
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
