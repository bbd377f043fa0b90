import { Principal } from '@envscope/access/principal.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { ApiKeyPrincipals } from '../api-keys/api-key-principals.js';
import { Principals } from '../access/principals.js';
import { ProxiedPeople } from './proxy/proxied-people.js';
import { BrowserSessions, principalOf, refuseUnnamedOrigin } from './sessions/browser-sessions.js';
import { SignInMode } from './sign-in-mode.js';

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;
/** What a proxy adds: whoever comes through one is somewhere else. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'] as const;
const EVERYTHING = [{ role: 'owner', environment: null }] as const;

/**
 * Knows programs by their keys, people by the proxy in front or by their sessions; in the demo its one visitor, and
 * everybody where settings let everybody in.
 */
@Injectable()
export class SessionPrincipals extends Principals {
  constructor(
    @Inject(CONSOLE_SETTINGS) private readonly settings: ConsoleSettings,
    private readonly mode: SignInMode,
    private readonly browsers: BrowserSessions,
    private readonly keys: ApiKeyPrincipals,
    private readonly proxied: ProxiedPeople,
  ) {
    super();
  }

  /** Throws `foreign-origin`. Rejects with `StoreFault`. */
  async principalOf(request: Request): Promise<Principal | null> {
    const byKey = await this.keys.principalOf(request);
    if (byKey !== undefined) return byKey;
    const stated = await this.proxied.personOf(request);
    if (stated !== undefined) {
      // The proxy knows people by a cookie, too.
      if (stated !== null) refuseUnnamedOrigin(request);
      return stated && principalOf(stated);
    }
    const live = await this.browsers.find(request);
    if (live) {
      refuseUnnamedOrigin(request);
      return principalOf(live.person);
    }
    if (this.mode.isDemo && isOnThisMachine(request)) {
      return new Principal({ kind: 'demo', id: 'demo', name: 'Demo' }, EVERYTHING);
    }
    if (!this.settings.allowUnauthenticated) return null;
    return new Principal({ kind: 'anyone', id: 'anyone', name: '' }, EVERYTHING);
  }
}

function isOnThisMachine({ socket, headers }: Request): boolean {
  return LOOPBACK.test(socket.remoteAddress ?? '') && FORWARDED.every((name) => headers[name] === undefined);
}
