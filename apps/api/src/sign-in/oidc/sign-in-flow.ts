import { createHmac, timingSafeEqual } from 'node:crypto';
import { isApiPath } from '../../http/api-path.js';
import { newToken } from '../secret-tokens.js';

const LONGEST_BACK = 1_000;
const TOKEN = /^[\w-]{43}$/;

/**
 * One sign-in at the provider, from its begin to its end. What the provider and the code are bound by is made of the one secret that
 * the browser keeps meanwhile, so that whichever console is asked next knows it, and nobody else's browser can end it.
 */
export class SignInFlow {
  private constructor(
    private readonly token: string,
    /** Where the person goes on: a path of the console's own pages. */
    readonly back: string,
  ) {}

  static begin(back: string | undefined): SignInFlow {
    return new SignInFlow(newToken(), ownPage(back));
  }

  /** Null where the cookie holds none. */
  static of(cookie: string | undefined): SignInFlow | null {
    const [token = '', back = ''] = (cookie ?? '').split('.');
    return TOKEN.test(token)
      ? new SignInFlow(token, ownPage(Buffer.from(back, 'base64url').toString()))
      : null;
  }

  /** What the browser keeps: letters, digits, `-`, `_` and `.`. */
  get cookie(): string {
    return `${this.token}.${Buffer.from(this.back).toString('base64url')}`;
  }

  /** Goes through the browser, and comes back. */
  get state(): string {
    return this.derived('state');
  }

  /** Stands in the ID token. */
  get nonce(): string {
    return this.derived('nonce');
  }

  /** PKCE: whoever else gets the code has not this. */
  get verifier(): string {
    return this.derived('verifier');
  }

  isStateOf(state: string): boolean {
    const [own, given] = [Buffer.from(this.state), Buffer.from(state)];
    return own.length === given.length && timingSafeEqual(own, given);
  }

  private derived(purpose: string): string {
    return createHmac('sha256', this.token).update(purpose).digest('base64url');
  }
}

/** The path and query of a page of the console; `/` for anything else, so that nobody is led elsewhere. */
function ownPage(text = '/'): string {
  const base = 'http://console.invalid';
  const url = text.startsWith('/') && text.length <= LONGEST_BACK ? URL.parse(text, base) : null;
  if (url?.origin !== base || url.pathname.startsWith('//') || isApiPath(url.pathname)) return '/';
  return url.pathname + url.search + url.hash;
}
