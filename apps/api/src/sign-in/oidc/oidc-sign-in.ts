import { Refusal } from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { SessionStore } from '@envscope/store/access/session-store.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditNotes } from '../../audit/audit-notes.js';
import { basePathOf } from '../../http/base-path.js';
import { Arrivals } from '../groups/arrivals.js';
import { noteOf } from '../people/person-note.js';
import { hashOfToken } from '../secret-tokens.js';
import { BrowserSessions } from '../sessions/browser-sessions.js';
import { Cookies } from '../sessions/cookies.js';
import { SignInMethods } from '../sign-in-methods.js';
import { OpenIdProvider } from './open-id-provider.js';
import { SignInFlow } from './sign-in-flow.js';

const COOKIE = 'oidc';
/** Time to find one's password, and one's telephone. */
const LASTS_MS = 900_000;

/** Signs people in by the OpenID provider: leads there, and takes what they come back with, once. */
@Injectable()
export class OidcSignIn {
  private readonly basePath: string;

  constructor(
    @Inject(CONSOLE_SETTINGS) { publicUrl }: Pick<ConsoleSettings, 'publicUrl'>,
    private readonly provider: OpenIdProvider,
    private readonly cookies: Cookies,
    private readonly store: SessionStore,
    private readonly arrivals: Arrivals,
    private readonly browsers: BrowserSessions,
    private readonly methods: SignInMethods,
    private readonly audit: AuditNotes,
  ) {
    this.basePath = basePathOf(publicUrl);
  }

  /** Where the browser goes on to. Throws `method-off`, `provider-away`, `provider-refused`. */
  async begin(request: Request, response: Response, back: string | undefined): Promise<string> {
    this.methods.demandOidc(request);
    const flow = SignInFlow.begin(back);
    const url = await this.provider.signInUrl(flow);
    await this.store.keepOnce(keyOf(flow.state), SYSTEM_CLOCK.now() + LASTS_MS);
    this.cookies.set(request, response, COOKIE, flow.cookie, LASTS_MS);
    return url;
  }

  /**
   * Signs in whom the provider let in; answers the page that they wanted. Throws `sign-in-expired`, `account-disabled`,
   * `too-many-people`, `person-changed` and what the provider's answer throws.
   */
  async finish(request: Request, response: Response): Promise<string> {
    this.methods.demandOidc(request);
    const flow = this.flowOf(request);
    const query = request.originalUrl.split('?')[1] ?? '';
    const [state, ...others] = new URLSearchParams(query).getAll('state');
    if (!flow || state === undefined || others.length > 0 || !flow.isStateOf(state))
      throw new Refusal('sign-in-expired');
    this.cookies.clear(request, response, COOKIE);
    // What comes a second time is a page that was loaded anew, or somebody else's.
    if (!(await this.store.takeOnce(keyOf(state), SYSTEM_CLOCK.now()))) throw new Refusal('sign-in-expired');
    const arrival = await this.provider.arrivalOf(query, flow);
    const { before, person } = await this.arrivals.arrive(arrival);
    this.audit.note({
      target: { kind: 'person', id: person.id },
      before: before && noteOf(before),
      after: noteOf(person),
    });
    await this.browsers.begin(request, response, person, 'oidc');
    return `${this.basePath}${flow.back}`;
  }

  /** The sign-in page that says what went wrong, and leads on to where the person wanted to go. */
  doorFor(request: Request, problem: string): string {
    const given = request.query['returnTo'];
    const back = this.flowOf(request)?.back ?? (typeof given === 'string' ? given : '/');
    return `${this.basePath}/sign-in?${new URLSearchParams({ problem, back }).toString()}`;
  }

  private flowOf(request: Request): SignInFlow | null {
    return SignInFlow.of(this.cookies.read(request, COOKIE));
  }
}

const keyOf = (state: string) => `oidc ${hashOfToken(state)}`;
