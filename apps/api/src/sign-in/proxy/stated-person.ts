import type { TrustedHeaderSettings } from '@envscope/settings/variables/sign-in.settings.js';
import type { IncomingMessage } from 'node:http';
import type { Arrival } from '../groups/arrivals.js';
import { proxyIdentity } from '../groups/identities.js';

const LONGEST_USER = 254;
const MOST_GROUPS = 1_000;

/**
 * Whom a proxy's headers name; null where they name nobody. A header that comes twice names nobody: the other one may be what
 * the client sent. Only the exact name counts, so that no variant with `_` is taken for it.
 */
export function statedPerson(
  request: Pick<IncomingMessage, 'headersDistinct'>,
  names: Pick<TrustedHeaderSettings, 'user' | 'email' | 'groups'>,
): Arrival | null {
  const [users, emails, groups] = [names.user, names.email, names.groups].map(
    (name) => request.headersDistinct[name] ?? [],
  ) as [string[], string[], string[]];
  if ([users, emails, groups].some(({ length }) => length > 1)) return null;
  const user = readable(users[0]);
  if (user === '' || user.length > LONGEST_USER || /\p{Cc}/u.test(user)) return null;
  const email = readable(emails[0]);
  return {
    identity: proxyIdentity(user),
    name: user,
    email: email === '' ? null : email,
    groups: readable(groups[0])
      .split(',')
      .map((group) => group.trim())
      .filter((group) => group !== '')
      .slice(0, MOST_GROUPS),
  };
}

/** Whether any of the headers is there, however often. */
export function statesSomebody(
  { headersDistinct }: Pick<IncomingMessage, 'headersDistinct'>,
  { user }: Pick<TrustedHeaderSettings, 'user'>,
): boolean {
  return headersDistinct[user] !== undefined;
}

/** Node reads headers as Latin-1, and proxies write names in UTF-8. */
function readable(value = ''): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1')).trim();
  } catch {
    return value.trim();
  }
}
