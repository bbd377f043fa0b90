import type { OidcSettings } from '@envscope/settings/variables/sign-in.settings.js';
import type { Arrival } from '../groups/arrivals.js';
import { oidcIdentity } from '../groups/identities.js';

type Claims = Readonly<Record<string, unknown>>;

const MOST_GROUPS = 1_000;

/** Whom the claims of a provider mean. Of emails only one counts that the provider has verified. */
export function arrivalOf(
  issuer: string,
  subject: string,
  claims: Claims,
  { groupsClaim }: Pick<OidcSettings, 'groupsClaim'>,
): Arrival {
  const { name, preferred_username: username, email, email_verified: isVerified } = claims;
  const address = textOf(email);
  return {
    identity: oidcIdentity(issuer, subject),
    name: textOf(name) || textOf(username) || address,
    email: address !== '' && (isVerified === true || isVerified === 'true') ? address : null,
    groups: groupsIn(claims, groupsClaim) ?? [],
  };
}

/** Undefined where the claims say nothing of groups, which is not the same as none. */
export function groupsIn(claims: Claims, path: string): string[] | undefined {
  const value = valueAt(claims, path);
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return undefined;
  return value.filter((group): group is string => typeof group === 'string').slice(0, MOST_GROUPS);
}

/** A claim's name may hold dots, as one that is a URL does; else they lead into what it holds. */
function valueAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Claims)[name]
          : undefined,
      claims,
    );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
