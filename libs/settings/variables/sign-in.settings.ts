import type { EnvironmentId } from '@envscope/contracts/index.js';
import type { Output, Variables } from '@envscope/environments/settings-section.js';
import { isOnThisMachine, webUrl } from '@envscope/environments/web-url.js';
import { ipNetworks, type IpNetwork } from '@envscope/integrations/network/reach/ip-networks.js';
import * as z from 'zod';
import type { VariableReader } from '../problems.js';
import { environmentsOf, givesOwner, groupRoles, type GroupRoles } from './group-roles.js';

/** A network of more addresses than this names nobody. */
const SHORTEST_PREFIX = 8;

const issuer = webUrl().refine((text) => /^https:/i.test(text) || isOnThisMachine(text), {
  message: 'must be https://; http:// is for a provider on this machine only',
});

const scopes = z
  .string()
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+(?: +[\x21\x23-\x5b\x5d-\x7e]+)*$/, 'must be scopes, separated by spaces')
  .refine((text) => text.split(/ +/).includes('openid'), 'must hold the scope openid');

const headerName = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be the name of a header, without "_"');

const proxies = ipNetworks.refine(
  (networks) => networks.every(({ prefix }) => prefix >= SHORTEST_PREFIX),
  `must name the proxies: a network of less than /${SHORTEST_PREFIX} is nearly everybody`,
);

const signOutUrl = z
  .string()
  .refine(
    (text) => /^\/(?![/\\])[\x21-\x7e]*$/.test(text) || /^https?:$/.test(URL.parse(text)?.protocol ?? ''),
    'must be a URL, or a path that begins with one "/"',
  );

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const line = z.string().regex(/^[^\p{Cc}]+$/u, 'must be one line');

/** Variables by which people sign in, beside the console's own accounts. */
export const SIGN_IN_VARIABLES = {
  PASSWORD_SIGN_IN: { schema: flag, example: 'true' },
  OIDC_ISSUER: { schema: issuer, example: 'https://login.example.com' },
  OIDC_CLIENT_ID: { schema: line, example: 'envscope' },
  OIDC_CLIENT_SECRET: { schema: line, example: 'as the provider shows it', isSecret: true },
  OIDC_SCOPES: { schema: scopes, example: 'openid profile email groups' },
  OIDC_GROUPS_CLAIM: { schema: line, example: 'groups' },
  OIDC_LABEL: { schema: line.max(40, 'must have at most 40 characters'), example: 'Example ID' },
  TRUSTED_HEADER_FROM: { schema: proxies, example: '10.0.0.5' },
  TRUSTED_HEADER_USER: { schema: headerName, example: 'X-Forwarded-User' },
  TRUSTED_HEADER_EMAIL: { schema: headerName, example: 'X-Forwarded-Email' },
  TRUSTED_HEADER_GROUPS: { schema: headerName, example: 'X-Forwarded-Groups' },
  TRUSTED_HEADER_SIGN_OUT_URL: { schema: signOutUrl, example: '/oauth2/sign_out' },
  GROUP_ROLES: { schema: groupRoles, example: 'sre=admin, web=operator@staging viewer@prod' },
} as const satisfies Variables;

/** An OpenID provider that people sign in with. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** A secret. */
  readonly clientSecret: string;
  readonly scopes: string;
  /** The claim, or the path with dots to one, that lists a person's groups. */
  readonly groupsClaim: string;
  /** What people know it by. */
  readonly label: string;
}

/** A proxy in front that signs people in, and says by headers who they are. */
export interface TrustedHeaderSettings {
  readonly from: readonly IpNetwork[];
  /** Names of headers, in lower case. */
  readonly user: string;
  readonly email: string;
  readonly groups: string;
  /** Where the proxy signs people out: a URL, or a path of the console's own host. */
  readonly signOutUrl: string | undefined;
}

/** How people sign in. */
export interface SignInSettings {
  /** Whether the console's own accounts let in: by password, passkey or link. */
  readonly hasPasswords: boolean;
  readonly oidc: OidcSettings | undefined;
  readonly trustedHeader: TrustedHeaderSettings | undefined;
  readonly groupRoles: readonly GroupRoles[];
}

/** The variables' values, as far as they are set and right. */
export type SignInValues = {
  readonly [K in keyof typeof SIGN_IN_VARIABLES]?: Output<(typeof SIGN_IN_VARIABLES)[K]>;
};

/** Reads what belongs together; reports what does nothing, or would let nobody in. */
export function readSignIn(
  reader: VariableReader,
  values: SignInValues,
  environments: readonly EnvironmentId[],
): SignInSettings {
  reportLonely(reader, values);
  reportStrangePlaces(reader, values.GROUP_ROLES ?? [], environments);
  reportNoOwner(reader, values);
  return {
    hasPasswords: values.PASSWORD_SIGN_IN ?? true,
    oidc: oidcOf(values),
    trustedHeader: trustedHeaderOf(values),
    groupRoles: values.GROUP_ROLES ?? [],
  };
}

function oidcOf(values: SignInValues): OidcSettings | undefined {
  const { OIDC_ISSUER: url, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  if (url === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return {
    issuer: url,
    clientId,
    clientSecret,
    scopes: values.OIDC_SCOPES ?? 'openid profile email',
    groupsClaim: values.OIDC_GROUPS_CLAIM ?? 'groups',
    label: values.OIDC_LABEL ?? new URL(url).hostname,
  };
}

function trustedHeaderOf(values: SignInValues): TrustedHeaderSettings | undefined {
  const { TRUSTED_HEADER_FROM: from } = values;
  if (from === undefined) return undefined;
  return {
    from,
    user: (values.TRUSTED_HEADER_USER ?? 'X-Forwarded-User').toLowerCase(),
    email: (values.TRUSTED_HEADER_EMAIL ?? 'X-Forwarded-Email').toLowerCase(),
    groups: (values.TRUSTED_HEADER_GROUPS ?? 'X-Forwarded-Groups').toLowerCase(),
    signOutUrl: values.TRUSTED_HEADER_SIGN_OUT_URL,
  };
}

type Name = keyof typeof SIGN_IN_VARIABLES;

const TOGETHER = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

/** What does nothing without another variable. */
function reportLonely(reader: VariableReader, values: SignInValues): void {
  const names = Object.keys(SIGN_IN_VARIABLES) as Name[];
  const set = (prefix: string) => names.filter((name) => name.startsWith(prefix) && reader.has(name));
  const [oidc] = set('OIDC_');
  const [header] = set('TRUSTED_HEADER_');
  const missing: [name: string, cause: string | undefined, example: string][] = [
    ...TOGETHER.map((name): [Name, string | undefined, string] => [
      name,
      oidc,
      SIGN_IN_VARIABLES[name].example,
    ]),
    ['PUBLIC_URL', oidc, 'https://ops.example.com'],
    ['TRUSTED_HEADER_FROM', header, SIGN_IN_VARIABLES.TRUSTED_HEADER_FROM.example],
  ];
  for (const [variable, cause, example] of missing) {
    if (cause === undefined || reader.has(variable)) continue;
    reader.report({ variable, fault: `is missing: ${cause} does nothing without it`, example });
  }
  if (oidc !== undefined || header !== undefined) return;
  const alone = 'does nothing without OIDC_ISSUER or TRUSTED_HEADER_FROM';
  if (reader.has('GROUP_ROLES')) reader.report({ variable: 'GROUP_ROLES', fault: alone });
  if (values.PASSWORD_SIGN_IN === false) {
    const fault = 'must not be false: without OIDC_ISSUER or TRUSTED_HEADER_FROM nobody could sign in';
    reader.report({ variable: 'PASSWORD_SIGN_IN', fault });
  }
}

/** Whoever is the first owner has to have a way in. */
function reportNoOwner(reader: VariableReader, values: SignInValues): void {
  if (values.PASSWORD_SIGN_IN !== false || givesOwner(values.GROUP_ROLES ?? [])) return;
  const fault =
    'must not be false before GROUP_ROLES makes a group owner (in all environments): there would be no owner';
  reader.report({ variable: 'PASSWORD_SIGN_IN', fault, example: 'GROUP_ROLES=sre=owner' });
}

function reportStrangePlaces(
  reader: VariableReader,
  roles: readonly GroupRoles[],
  environments: readonly EnvironmentId[],
): void {
  const strange = new Set(environmentsOf(roles).filter((id) => !environments.includes(id)));
  for (const id of strange) {
    const fault = `gives a role in "${id}", which is no environment; they are ${environments.join(', ')}`;
    reader.report({ variable: 'GROUP_ROLES', fault });
  }
}
