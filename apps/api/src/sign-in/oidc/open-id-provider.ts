import type { Network } from '@envscope/integrations/network/network.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { within } from '@envscope/monitoring/clock/within.js';
import type { OidcSettings } from '@envscope/settings/variables/sign-in.settings.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { Refusal } from '@envscope/contracts/index.js';
import { Logger } from '@nestjs/common';
import type { ClientAuth, Configuration, IDToken } from 'openid-client';
import { isOnThisMachine } from '@envscope/environments/web-url.js';
import { OIDC_CALLBACK } from '../../http/api-path.js';
import { Repeats, times } from '../../repeats.js';
import { addressOf } from '../console-address.js';
import type { Arrival } from '../groups/arrivals.js';
import { arrivalOf, groupsIn } from './claims.js';
import { faultOf } from './provider-faults.js';
import { providerFetch } from './provider-fetch.js';
import type { SignInFlow } from './sign-in-flow.js';

/** Whether the provider is there is asked anew at a sign-in after so long, before anybody is led to it. */
const FRESH_MS = 60_000;
/** Whoever signs out waits no longer than this to learn where the provider has its sign-out. */
const SIGN_OUT_MS = 3_000;
const TOLERANCE_S = 60;
const TIMEOUT_S = 10;

interface Found {
  readonly atMs: number;
  readonly configuration: Promise<Configuration>;
}

/**
 * The OpenID provider that settings name. The library comes with the first sign-in. What goes wrong is said in the log, and to the person
 * as a `Refusal`.
 */
export class OpenIdProvider {
  private readonly logger = new Logger('Sign-in');
  private readonly complaints = new Repeats<string>((cause, count) =>
    this.logger.warn(`The OpenID provider ${this.host} ${cause}${times(count)}`),
  );
  private readonly host: string;
  private readonly redirectUrl: string;
  private found: Found | undefined;

  constructor(
    private readonly oidc: OidcSettings,
    private readonly settings: ConsoleSettings,
    private readonly network: Network,
  ) {
    this.host = new URL(oidc.issuer).host;
    this.redirectUrl = `${addressOf(settings)}${OIDC_CALLBACK}`;
    this.logger.log(
      `People sign in at ${this.host}, where ${this.redirectUrl} has to be registered as a redirect address`,
    );
  }

  /** Where the browser goes to sign in. Throws `provider-away`, `provider-refused`. */
  signInUrl({ state, nonce, verifier }: SignInFlow): Promise<string> {
    return this.asking(async () => {
      const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await library();
      const url = buildAuthorizationUrl(await this.configuration(FRESH_MS), {
        redirect_uri: this.redirectUrl,
        scope: this.oidc.scopes,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return url.href;
    });
  }

  /**
   * Whom the provider let in: `query` is what the browser brought back. Throws `sign-in-refused`, `provider-away`, `provider-refused`,
   * `clocks-differ`.
   */
  arrivalOf(query: string, flow: SignInFlow): Promise<Arrival> {
    return this.asking(async () => {
      const { authorizationCodeGrant, fetchUserInfo } = await library();
      const configuration = await this.configuration(Infinity);
      const tokens = await authorizationCodeGrant(configuration, new URL(`${this.redirectUrl}?${query}`), {
        pkceCodeVerifier: flow.verifier,
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        idTokenExpected: true,
      });
      const stated: IDToken | undefined = tokens.claims();
      if (!stated) throw new TypeError('There is no ID token');
      const { issuer, userinfo_endpoint: endpoint } = configuration.serverMetadata();
      const isComplete = stated['email'] !== undefined && groupsIn(stated, this.oidc.groupsClaim);
      const more =
        isComplete || endpoint === undefined
          ? {}
          : await fetchUserInfo(configuration, tokens.access_token, stated.sub);
      const claims = { ...more, ...stated };
      this.missGroups(claims);
      return arrivalOf(issuer, stated.sub, claims, this.oidc);
    });
  }

  /** Where the browser goes to sign out at the provider, too; null where that has no such place, or does not answer. */
  async signOutUrl(): Promise<string | null> {
    const found = await within(SIGN_OUT_MS, this.configuration(Infinity));
    const configuration = 'value' in found ? found.value : undefined;
    if (configuration?.serverMetadata().end_session_endpoint === undefined) return null;
    const { buildEndSessionUrl } = await library();
    const back = `${addressOf(this.settings)}/sign-in`;
    return buildEndSessionUrl(configuration, { post_logout_redirect_uri: back }).href;
  }

  /** `freshMs`: how old what is known of the provider may be. What failed is asked anew. */
  private configuration(freshMs: number): Promise<Configuration> {
    const nowMs = SYSTEM_CLOCK.steady();
    if (this.found && nowMs - this.found.atMs < freshMs) return this.found.configuration;
    const found = { atMs: nowMs, configuration: this.discover() };
    this.found = found;
    found.configuration.catch(() => {
      if (this.found === found) this.found = undefined;
    });
    return found.configuration;
  }

  private async discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.oidc;
    const client = await library();
    const authentications: readonly [basic: ClientAuth, post: ClientAuth] = [
      client.ClientSecretBasic(clientSecret),
      client.ClientSecretPost(clientSecret),
    ];
    // The first one is what every provider knows unless it says otherwise.
    const authenticate: ClientAuth = (server, ...rest) => {
      const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
      return authentications[methods.includes('client_secret_basic') ? 0 : 1](server, ...rest);
    };
    return client.discovery(
      new URL(issuer),
      clientId,
      { [client.clockTolerance]: TOLERANCE_S },
      authenticate,
      {
        [client.customFetch]: providerFetch(this.network, this.settings.ca),
        timeout: TIMEOUT_S,
        // Settings take http:// for this machine alone.
        execute: isOnThisMachine(issuer) ? [client.allowInsecureRequests] : [],
      },
    );
  }

  private async asking<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const { code, cause } = faultOf(error);
      if (code !== 'sign-in-refused') this.complaints.note(cause, cause);
      throw new Refusal(code);
    }
  }

  /** Else nobody would know why groups give no roles. */
  private missGroups(claims: Readonly<Record<string, unknown>>): void {
    const { groupsClaim } = this.oidc;
    if (this.settings.signIn.groupRoles.length === 0 || groupsIn(claims, groupsClaim)) return;
    this.complaints.note(
      'groups',
      `says no "${groupsClaim}" of people, so that GROUP_ROLES gives them none: is the scope for it in OIDC_SCOPES, or the claim called otherwise (OIDC_GROUPS_CLAIM)?`,
    );
  }
}

const library = () => import('openid-client');
