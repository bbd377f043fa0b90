import { Refusal } from '@envscope/contracts/index.js';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { BrowserSessions } from '../sessions/browser-sessions.js';
import type { LiveSession } from '../sessions/sessions.js';

/** Whose account a request is about: that of who sends it. */
@Injectable()
export class SignedIn {
  constructor(private readonly browsers: BrowserSessions) {}

  /** Throws `account-elsewhere` for whoever was let in by something else than a session. */
  async sessionOf(request: Request): Promise<LiveSession> {
    const live = await this.browsers.find(request);
    if (!live) throw new Refusal('account-elsewhere');
    return live;
  }
}
