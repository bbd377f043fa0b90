import type { Permission, Role } from '../../libs/contracts/access/access.ts';

/** Somebody who asks: their headers, and what they may do where; null stands for all environments and the console itself. */
export interface Caller {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the console knows who they are. */
  readonly isKnown: boolean;
  readonly may: (permission: Permission, environment: string | null) => boolean;
}

/** A role in one environment; null: in all of them. */
interface CallerRole {
  readonly role: Role;
  readonly environment: string | null;
}

const OF_ROLE: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['read'],
  operator: ['incidents:write', 'mutes:write', 'checks:run', 'deliveries:write', 'channels:test'],
  admin: ['rules:write', 'people:write', 'keys:write', 'audit:read', 'store:write'],
  owner: [],
};
const ROLES = Object.keys(OF_ROLE) as Role[];

/** The permission model in docs/security.md, said once more, apart from the code that is tried. */
export function mayBy(roles: readonly CallerRole[]): Caller['may'] {
  return (permission, environment) =>
    roles.some(
      (given) =>
        (given.environment === null || given.environment === environment) &&
        ROLES.slice(0, ROLES.indexOf(given.role) + 1).some((role) => OF_ROLE[role].includes(permission)),
    );
}

/** A key's permissions, in its environments alone; null: in all of them. */
export function mayByKey(
  permissions: readonly Permission[],
  environments: readonly string[] | null,
): Caller['may'] {
  return (permission, environment) =>
    permissions.includes(permission) &&
    (environments === null || (environment !== null && environments.includes(environment)));
}

const PASSWORD = 'violet-kettle-94-harbour';

const PEOPLE: readonly CallerRole[] = [
  { role: 'viewer', environment: null },
  { role: 'operator', environment: null },
  { role: 'admin', environment: null },
  { role: 'viewer', environment: 'dev' },
  { role: 'operator', environment: 'dev' },
  { role: 'admin', environment: 'dev' },
];

const KEYS: readonly { permissions: readonly Permission[]; environments: readonly string[] | null }[] = [
  { permissions: ['read'], environments: ['dev'] },
  { permissions: ['mutes:write'], environments: ['prod'] },
  { permissions: ['rules:write', 'audit:read'], environments: null },
];

/** Makes people with roles and keys with scopes at a console that nobody has set up, and answers all who may come, and their secrets. */
export async function callersAt(url: string, setUpToken: string) {
  const secrets = [PASSWORD];
  async function ask<T>(
    method: string,
    path: string,
    headers: Caller['headers'],
    body: object,
  ): Promise<[Response, T]> {
    const answer = await fetch(`${url}/api${path}`, {
      method,
      headers: { origin: url, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}: ${await answer.text()}`);
    return [answer, (await answer.json()) as T];
  }
  /** What a browser sends from then on. */
  const session = (answer: Response): Caller['headers'] => {
    const cookies = answer.headers.getSetCookie().map((text) => text.split(';')[0] ?? '');
    secrets.push(...cookies.map((cookie) => cookie.split('=')[1] ?? ''));
    return { origin: url, cookie: cookies.join('; ') };
  };
  const owner = { name: 'Owner', email: 'owner@example.com', password: PASSWORD };
  const [made] = await ask('POST', '/session/set-up', {}, { ...owner, token: setUpToken });
  const asOwner = session(made);
  const callers: Caller[] = [
    { name: 'nobody', headers: {}, isKnown: false, may: () => false },
    {
      name: 'somebody with a made-up session',
      headers: { origin: url, cookie: `envscope-session=${'A'.repeat(43)}` },
      isKnown: false,
      may: () => false,
    },
    {
      name: 'an owner',
      headers: asOwner,
      isKnown: true,
      may: mayBy([{ role: 'owner', environment: null }]),
    },
  ];
  for (const grant of PEOPLE) {
    const name = `${grant.role} ${grant.environment === null ? 'everywhere' : `in ${grant.environment}`}`;
    const draft = { name, email: `${name.replaceAll(' ', '-')}@example.com`, grants: [grant] };
    const [, link] = await ask<{ url: string }>('POST', '/internal/people', asOwner, draft);
    const token = link.url.split('#')[1] ?? '';
    secrets.push(token);
    const [arrived] = await ask('POST', '/session/links', {}, { token, password: PASSWORD });
    callers.push({ name, headers: session(arrived), isKnown: true, may: mayBy([grant]) });
  }
  for (const { permissions, environments } of KEYS) {
    const name = `a key for ${permissions.join(' and ')} in ${environments?.join() ?? 'all'}`;
    const draft = { name: `Key ${permissions.join()}`, permissions, environments, expiresInDays: 1 };
    const [, { key }] = await ask<{ key: string }>('POST', '/internal/api-keys', asOwner, draft);
    secrets.push(key);
    const headers = { authorization: `Bearer ${key}` };
    callers.push({ name, headers, isKnown: true, may: mayByKey(permissions, environments) });
  }
  const draft = { name: 'Revoked', permissions: ['read'], environments: null, expiresInDays: 1 };
  const [, { key, apiKey }] = await ask<{ key: string; apiKey: { id: string } }>(
    'POST',
    '/internal/api-keys',
    asOwner,
    draft,
  );
  const revoked = await fetch(`${url}/api/internal/api-keys/${apiKey.id}`, {
    method: 'DELETE',
    headers: asOwner,
  });
  if (revoked.status !== 204) throw new Error(`Revoking a key answers ${revoked.status}`);
  const headers = { authorization: `Bearer ${key}` };
  callers.push({ name: 'a revoked key', headers, isKnown: false, may: () => false });
  return { callers, secrets: secrets.filter((secret) => secret !== ''), asOwner };
}
