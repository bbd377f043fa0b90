import type { PersonView } from '@envscope/contracts/index.js';

const OF_PROXY = 'proxy ';

/** Whom an OpenID provider means. No issuer is anybody else's, and no issuer holds a blank. */
export const oidcIdentity = (issuer: string, subject: string): string => `${issuer} ${subject}`;

/** Whom the proxy in front means. */
export const proxyIdentity = (user: string): string => `${OF_PROXY}${user}`;

/** Who says that the person is who they are. */
export function sourceOf(identity: string | null): PersonView['source'] {
  if (identity === null) return 'console';
  return identity.startsWith(OF_PROXY) ? 'proxy' : 'oidc';
}
