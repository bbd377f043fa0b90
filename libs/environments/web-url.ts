import * as z from 'zod';
import { loginFault } from './url-login.js';

interface WebUrlRules {
  /** User and password in it are sent, and shown to nobody. Else it may be shown, so that it may have none. */
  readonly hasLogin?: boolean;
  /** A path is laid behind it, so that it may have neither query nor fragment. */
  readonly isBase?: boolean;
}

/** Reads an http(s) URL that can be understood in one way only; no fault repeats any of it. */
export function webUrl({ hasLogin = false, isBase = false }: WebUrlRules = {}) {
  return z.string().superRefine((text, context) => {
    const fault = loginFault(text) ?? faultOf(text, { hasLogin, isBase });
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });
}

function faultOf(text: string, { hasLogin, isBase }: WebUrlRules): string | undefined {
  const url = URL.parse(text);
  if (!url || !/^https?:\/\//i.test(text)) return 'must be an http:// or https:// URL';
  if (!hasLogin && (url.username !== '' || url.password !== '')) {
    return 'must have no user name and no password, since it is shown';
  }
  return isBase && /[?#]/.test(text) ? 'must end before a "?" or "#"' : undefined;
}

/** `host:port` of a URL, its scheme's own port included. */
export function hostAndPortOf(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether what goes to a URL stays on this machine, so that it needs no TLS. */
export function isOnThisMachine(url: string): boolean {
  return LOOPBACK.test(URL.parse(url)?.hostname ?? '');
}
