import type { OidcServer } from '@envscope/testing/servers/oidc-server.js';
import { Browser } from './browser.js';

/** What a browser says of a page that it was sent to from another site. */
export const SENT_FROM_ELSEWHERE = {
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
} as const;

const MANUAL = { redirect: 'manual' } as const;

/** Follows a browser from the console to the OpenID provider and back, page by page. */
export class OidcVisit {
  private readonly atProvider: Browser;

  constructor(
    private readonly browser: Browser,
    server: Pick<OidcServer, 'issuer'>,
  ) {
    this.atProvider = new Browser(server.issuer, {});
  }

  /** Signs in as an account of the provider; answers where the console leads on to. */
  async signIn(account: string, returnTo = '/'): Promise<string> {
    return this.comeBack(await this.callbackFor(account, returnTo));
  }

  /** Where the console leads whoever presses its button. */
  async begin(returnTo = '/'): Promise<string> {
    const path = `/session/oidc?${new URLSearchParams({ returnTo }).toString()}`;
    return locationOf(await this.browser.open(path, MANUAL));
  }

  /** Signs in at the provider; answers the address that this sends the browser back to. */
  async callbackFor(account: string, returnTo = '/'): Promise<string> {
    const asked = locationOf(await this.atProvider.open(await this.begin(returnTo), MANUAL));
    const page = new URL(asked, this.atProvider.url);
    // Whoever is signed in there is asked nothing.
    if (!page.pathname.startsWith('/interaction/')) return page.href;
    const chosen = await this.atProvider.open(`${page.href}?as=${account}`, MANUAL);
    const resumed = new URL(locationOf(chosen), this.atProvider.url);
    return locationOf(await this.atProvider.open(resumed.href, MANUAL));
  }

  /** Brings what the provider gave to the console; answers where that leads on to. */
  async comeBack(callback: string): Promise<string> {
    const { pathname, search } = new URL(callback);
    const path = pathname.replace('/api', '') + search;
    const { status, location } = await this.browser.navigate(path, SENT_FROM_ELSEWHERE);
    if (location === undefined) throw new Error(`${pathname} leads nowhere: ${status}`);
    return location;
  }
}

function locationOf(answer: Response): string {
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`${answer.url} leads nowhere: ${answer.status}`);
  return location;
}
