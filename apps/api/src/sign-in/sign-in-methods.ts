import { Refusal, type SignInMethods as Offer } from '@envscope/contracts/index.js';
import { within } from '@envscope/integrations/network/reach/ip-networks.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import type { SessionRecord } from '@envscope/store/access/session-store.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';

/** Which ways in there are, and to whom. */
@Injectable()
export class SignInMethods {
  private readonly isProxy: (address: string) => boolean;

  constructor(@Inject(CONSOLE_SETTINGS) private readonly settings: Pick<ConsoleSettings, 'signIn'>) {
    this.isProxy = within(settings.signIn.trustedHeader?.from ?? []);
  }

  /**
   * Whether the request comes from a proxy that signs people in: what that says of the person counts, and nothing else. It goes by
   * the connection alone, since whatever a header says of addresses somebody else may have written.
   */
  isByProxy({ socket }: Pick<Request, 'socket'>): boolean {
    return this.isProxy(socket.remoteAddress ?? '');
  }

  /** What the sign-in page offers. */
  offered(request: Request): Offer {
    const { hasPasswords, oidc } = this.settings.signIn;
    if (this.isByProxy(request)) return { password: false, passkey: false, oidc: null };
    return { password: hasPasswords, passkey: hasPasswords, oidc: oidc?.label ?? null };
  }

  /** Whether a session that began some way still lets in. */
  lasts({ method }: Pick<SessionRecord, 'method'>): boolean {
    const { hasPasswords, oidc } = this.settings.signIn;
    return method === 'oidc' ? oidc !== undefined : hasPasswords;
  }

  /** For what lets in by an account of the console's own. Throws `method-off`. */
  demandOwnAccounts(request: Request): void {
    if (!this.settings.signIn.hasPasswords || this.isByProxy(request)) throw new Refusal('method-off');
  }

  /** For what lets in by the OpenID provider. Throws `method-off`. */
  demandOidc(request: Request): void {
    if (this.isByProxy(request)) throw new Refusal('method-off');
  }
}
