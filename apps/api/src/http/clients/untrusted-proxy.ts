import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Request } from 'express';

/**
 * Notices that a proxy stands in front which settings do not name: whoever comes through it then has its address, and one who
 * guesses passwords has all others wait. Anybody may send the header, so that it says no more than that.
 */
@Injectable()
export class UntrustedProxy {
  private readonly logger = new Logger('Proxy');
  private readonly isAnyTrusted: boolean;
  private hasSeen = false;

  constructor(@Inject(CONSOLE_SETTINGS) { trustedProxies }: Pick<ConsoleSettings, 'trustedProxies'>) {
    this.isAnyTrusted = typeof trustedProxies === 'number' ? trustedProxies > 0 : trustedProxies.length > 0;
  }

  /** Whether a request came by a proxy, and no proxy is trusted. */
  get isSeen(): boolean {
    return this.hasSeen;
  }

  /** Logs the first of them. */
  note({ headers }: Pick<Request, 'headers'>): void {
    if (this.hasSeen || this.isAnyTrusted || headers['x-forwarded-for'] === undefined) return;
    this.hasSeen = true;
    this.logger.warn(
      'A request came with X-Forwarded-For, and TRUST_PROXY names no proxy: if one stands in front, all who come ' +
        'through it share its address, and its limits. Set TRUST_PROXY to it, or have it send no such header.',
    );
  }
}
