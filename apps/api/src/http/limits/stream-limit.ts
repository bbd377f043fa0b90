import { Refusal } from '@envscope/contracts/index.js';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { clientKey } from '../clients/client-address.js';
import { Shares } from './shares.js';

/** All tabs of a browser share one stream, and a whole team may come through one proxy that `TRUST_PROXY` does not name. */
const MOST = { perKey: 100, inAll: 1_000 };
const RETRY_AFTER_MS = 15_000;

/** Lets so many streams be open at a time, each until its connection ends. */
@Injectable()
export class StreamLimit implements CanActivate {
  private readonly open = new Shares(MOST);

  /** Throws `too-many-streams`. */
  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const free = this.open.take(clientKey(http.getRequest<Request>()));
    if (typeof free === 'string') throw new Refusal('too-many-streams', { retryAfterMs: RETRY_AFTER_MS });
    http.getResponse<Response>().once('close', free);
    return true;
  }
}
