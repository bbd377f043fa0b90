import type {
  AuditPage,
  PeopleList,
  PersonLink,
  PersonView,
  SessionView,
} from '@envscope/contracts/index.js';
import { PeopleStore } from '@envscope/store/access/people-store.js';
import { OidcServer, OIDC_CLIENT, type OidcAccount } from '@envscope/testing/servers/oidc-server.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from '../../testing/browser.js';
import { GuardedConsole, PASSWORD } from '../../testing/guarded-console.js';
import { OidcVisit, SENT_FROM_ELSEWHERE } from '../../testing/oidc-visit.js';
import { newPerson } from '../people/new-person.js';

// Some tests start a console of their own.
jest.setTimeout(120_000);

const CONSOLE_URL = 'http://console.test';

const ACCOUNTS = {
  minji: { name: '김민지', email: 'Minji@example.com', email_verified: true, groups: ['sre'] },
  joon: { name: 'Joon', email: 'joon@example.com', email_verified: true, groups: ['web', 'everybody'] },
  sora: { name: 'Sora', email: 'sora@example.com', email_verified: true, groups: ['sales'] },
  yuna: { name: 'Yuna', email: 'minji@example.com', email_verified: false },
} satisfies Record<string, OidcAccount>;

const GROUP_ROLES = 'sre=owner, web=operator@dev viewer@prod';

interface Stage {
  readonly provider: OidcServer;
  readonly guarded: GuardedConsole;
}

async function start(
  variables: Record<string, string> = {},
  options: { accounts?: Record<string, OidcAccount> } = {},
): Promise<Stage> {
  const provider = await OidcServer.start({ accounts: ACCOUNTS, consoleUrl: CONSOLE_URL, ...options });
  const guarded = await GuardedConsole.start({
    PUBLIC_URL: CONSOLE_URL,
    ...provider.variables,
    ...variables,
  });
  return { provider, guarded };
}

const session = async (browser: Browser) => (await browser.get<SessionView>('/session')).body;

describe('signing in by OpenID Connect', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await start({ GROUP_ROLES });
  });
  afterAll(async () => {
    await stage.guarded.close();
    await stage.provider.close();
  });

  const visit = (browser: Browser) => new OidcVisit(browser, stage.provider);

  async function signedIn(account: keyof typeof ACCOUNTS, returnTo?: string) {
    const browser = stage.guarded.browser();
    const location = await visit(browser).signIn(account, returnTo);
    return { browser, location };
  }

  const people = async () =>
    (await (await signedIn('minji')).browser.get<PeopleList>('/internal/people')).body.people;

  it('needs no set-up where a group makes an owner, and offers the provider by its name', async () => {
    expect(stage.guarded.setUpToken).toBeUndefined();
    expect(await session(stage.guarded.browser())).toMatchObject({
      state: 'signed-out',
      methods: { password: true, passkey: true, oidc: 'Example ID' },
    });
  });

  it('lets somebody in with the roles of their groups, and leads to the page that they wanted', async () => {
    const { browser, location } = await signedIn('joon', '/environments/dev?tab=1');
    expect(location).toBe('/environments/dev?tab=1');
    expect(await session(browser)).toMatchObject({
      state: 'signed-in',
      person: { name: 'Joon', email: 'joon@example.com', kind: 'person' },
      grants: [
        { role: 'operator', environment: 'dev' },
        { role: 'viewer', environment: 'prod' },
      ],
      canSignOut: true,
    });
    expect((await browser.get('/internal/environments/dev/dashboard')).status).toBe(200);
    expect((await browser.get('/internal/people')).status).toBe(403);
    expect(await people()).toContainEqual(
      expect.objectContaining({ name: 'Joon', source: 'oidc', grants: [], isInvited: false }),
    );
  });

  it('asks with PKCE, a state and a nonce that are new each time', async () => {
    const asked = await Promise.all(
      [1, 2].map(async () => new URL(await visit(stage.guarded.browser()).begin()).searchParams),
    );
    const [first, second] = asked.map((query) => Object.fromEntries(query));
    expect(first).toMatchObject({
      response_type: 'code',
      client_id: OIDC_CLIENT.id,
      redirect_uri: `${CONSOLE_URL}/api/session/oidc/callback`,
      code_challenge_method: 'S256',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first?.[name]).toMatch(/^[\w-]{43}$/);
      expect(first?.[name]).not.toBe(second?.[name]);
    }
  });

  it('lets in whom no group gives a role, to nothing', async () => {
    const { browser, location } = await signedIn('sora');
    expect(location).toBe('/');
    expect(await session(browser)).toMatchObject({ state: 'signed-in', grants: [] });
    expect((await browser.get('/internal/overview')).status).toBe(403);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/api/health/live',
    '/\t/evil.example',
  ])('leads nobody to %j', async (returnTo) => {
    const { location } = await signedIn('joon', returnTo);
    expect(new URL(location, CONSOLE_URL).origin).toBe(CONSOLE_URL);
    expect(location.startsWith('//')).toBe(false);
    expect(location).not.toContain('api');
  });

  it('lets in nobody by what another browser began, and nobody twice by one code', async () => {
    const [own, other] = [stage.guarded.browser(), stage.guarded.browser()];
    const callback = await visit(own).callbackFor('minji', '/rules');
    await visit(other).begin();
    const refusal = '/sign-in?problem=sign-in-expired';
    expect(await visit(other).comeBack(callback)).toMatch(refusal);
    expect(await visit(stage.guarded.browser()).comeBack(callback)).toMatch(refusal);
    expect((await session(other)).state).toBe('signed-out');
    const flow = own.cookie('envscope-oidc') ?? '';
    expect(await visit(own).comeBack(callback)).toBe('/rules');
    own.keep('envscope-oidc', flow);
    expect(await visit(own).comeBack(callback)).toBe('/sign-in?problem=sign-in-expired&back=%2Frules');
  });

  it('comes back to the sign-in page where the person refused', async () => {
    const browser = stage.guarded.browser();
    expect(await visit(browser).signIn('nobody', '/rules')).toBe(
      '/sign-in?problem=sign-in-refused&back=%2Frules',
    );
    expect((await session(browser)).state).toBe('signed-out');
  });

  it('takes a page that another site opens at the callback alone', async () => {
    const status = async (path: string, headers: Record<string, string> = {}) =>
      (await stage.guarded.browser().navigate(path, { ...SENT_FROM_ELSEWHERE, ...headers })).status;
    const callback = '/session/oidc/callback';
    expect(await status(callback)).toBe(302);
    expect(await status(callback, { 'sec-fetch-mode': 'no-cors' })).toBe(403);
    expect(await status(callback, { 'sec-fetch-dest': 'iframe' })).toBe(403);
    expect(await status(callback, { method: 'POST' })).toBe(403);
    expect(await status(`${callback}/more`)).toBe(403);
    expect(await status('/session/oidc')).toBe(403);
    expect(await status('/session')).toBe(403);
  });

  it('keeps no email that the provider has not verified, and takes over nobody by one', async () => {
    await signedIn('minji');
    const { browser } = await signedIn('yuna');
    expect(await session(browser)).toMatchObject({ person: { name: 'Yuna', email: null }, grants: [] });
    const list = await people();
    expect(list.filter(({ email }) => email === 'minji@example.com')).toMatchObject([{ name: '김민지' }]);
  });

  it('gives nobody a link or a passkey past the provider', async () => {
    const { browser } = await signedIn('minji');
    const joon = (await people()).find(({ name }) => name === 'Joon');
    expect(await browser.post(`/internal/people/${joon?.id}/links`, {})).toMatchObject({
      status: 409,
      body: { code: 'account-elsewhere' },
    });
    expect(await browser.post('/internal/account/passkeys/options', {})).toMatchObject({
      status: 409,
      body: { code: 'account-elsewhere' },
    });
  });

  it('adds the roles that somebody gives here to those by groups, and keeps out whom somebody disables', async () => {
    const { browser } = await signedIn('minji');
    const sora = (await people()).find(({ name }) => name === 'Sora') as PersonView;
    const grants = [{ role: 'viewer', environment: 'prod' }];
    await browser.patch(`/internal/people/${sora.id}`, { grants });
    expect(await session((await signedIn('sora')).browser)).toMatchObject({ grants });
    const joon = (await people()).find(({ name }) => name === 'Joon') as PersonView;
    expect(joon.fromGroups).toMatchObject({
      groups: ['web'],
      grants: [
        { role: 'operator', environment: 'dev' },
        { role: 'viewer', environment: 'prod' },
      ],
    });
    await browser.patch(`/internal/people/${joon.id}`, { isDisabled: true });
    expect((await signedIn('joon')).location).toMatch('/sign-in?problem=account-disabled');
    await browser.patch(`/internal/people/${joon.id}`, { isDisabled: false });
  });

  it('signs out here, and says where to sign out at the provider', async () => {
    const { browser } = await signedIn('joon');
    const { status, body } = await browser.delete<{ next: string }>('/session');
    expect(status).toBe(200);
    const next = new URL(body.next);
    expect(next.origin).toBe(stage.provider.issuer);
    expect(next.searchParams.get('post_logout_redirect_uri')).toBe(`${CONSOLE_URL}/sign-in`);
    expect((await session(browser)).state).toBe('signed-out');
    expect((await fetch(next, { redirect: 'manual' })).status).toBe(200);
  });

  it('records who came in, with what their groups gave, and who did not', async () => {
    const { browser } = await signedIn('minji');
    const path = '/internal/audit?action=signInByOidc&limit=100';
    const { entries } = (await browser.get<AuditPage>(path)).body;
    expect(entries.find(({ changes }) => changes.some(({ field }) => field === 'groups'))).toBeDefined();
    expect(entries).toContainEqual(
      expect.objectContaining({
        outcome: 'done',
        actor: expect.objectContaining({ kind: 'person', name: 'Joon' }),
      }),
    );
    const refused = entries.filter(({ outcome }) => outcome === 'refused').map(({ code }) => code);
    expect(refused).toEqual(
      expect.arrayContaining(['sign-in-refused', 'sign-in-expired', 'account-disabled']),
    );
    expect(JSON.stringify(entries)).not.toMatch(/code=|id_token|a-client-secret/);
  });
});

describe('an account that is there already', () => {
  it('is nobody else’s by a verified email, but an invitation that nobody used is taken up', async () => {
    const { guarded, provider } = await start({ GROUP_ROLES: 'web=viewer@prod' });
    try {
      const owner = await guarded.owner();
      const grants = [{ role: 'operator', environment: 'dev' }];
      const draft = { name: 'J.', email: 'joon@example.com', grants };
      const { person } = (await owner.post<PersonLink>('/internal/people', draft)).body;
      const browsers = [guarded.browser(), guarded.browser()] as const;
      await new OidcVisit(browsers[0], provider).signIn('minji');
      await new OidcVisit(browsers[1], provider).signIn('joon');
      const [minji, joon] = await Promise.all(browsers.map(session));
      const own = await session(owner);
      expect(own.person?.email).toBe('minji@example.com');
      expect(minji).toMatchObject({
        state: 'signed-in',
        person: { name: '김민지', email: null },
        grants: [],
      });
      expect(minji?.person?.id).not.toBe(own.person?.id);
      expect(joon).toMatchObject({
        person: { id: person.id, name: 'Joon', email: 'joon@example.com' },
        grants: [...grants, { role: 'viewer', environment: 'prod' }],
      });
      // The password still is the owner's own.
      const again = guarded.browser();
      const credentials = { email: 'minji@example.com', password: PASSWORD };
      expect(await again.post('/session', credentials)).toMatchObject({
        status: 200,
        body: { person: { id: own.person?.id } },
      });
    } finally {
      await guarded.close();
      await provider.close();
    }
  });

  it('loses what groups gave when it signs in without them', async () => {
    const accounts: Record<string, { groups: string[] }> = { minji: { groups: ['sre'] } };
    const { guarded, provider } = await start({ GROUP_ROLES }, { accounts });
    try {
      const browser = guarded.browser();
      await new OidcVisit(browser, provider).signIn('minji');
      expect((await browser.get('/internal/people')).status).toBe(200);
      accounts['minji'] = { groups: ['web'] };
      const later = guarded.browser();
      await new OidcVisit(later, provider).signIn('minji');
      // The session from before, too.
      expect((await browser.get('/internal/people')).status).toBe(403);
      expect((await later.get('/internal/environments/prod/dashboard')).status).toBe(200);
    } finally {
      await guarded.close();
      await provider.close();
    }
  });
});

describe('a console without passwords', () => {
  it('lets in by the provider alone', async () => {
    const { guarded, provider } = await start({ GROUP_ROLES, PASSWORD_SIGN_IN: 'false' });
    try {
      const browser = guarded.browser();
      expect((await session(browser)).methods).toEqual({
        password: false,
        passkey: false,
        oidc: 'Example ID',
      });
      const off = { status: 403, body: { code: 'method-off' } };
      const credentials = { email: 'minji@example.com', password: PASSWORD };
      expect(await browser.post('/session', credentials)).toMatchObject(off);
      expect(await browser.post('/session/passkey/options', {})).toMatchObject(off);
      const token = 'A'.repeat(43);
      expect(await browser.post('/session/links', { token, password: PASSWORD })).toMatchObject(off);
      await new OidcVisit(browser, provider).signIn('minji');
      expect((await session(browser)).state).toBe('signed-in');
    } finally {
      await guarded.close();
      await provider.close();
    }
  });
});

describe('an invitation where passwords are off', () => {
  it('has no link, and is taken up by signing in at the provider', async () => {
    const { guarded, provider } = await start({ GROUP_ROLES, PASSWORD_SIGN_IN: 'false' });
    try {
      const [owner, browser] = [guarded.browser(), guarded.browser()];
      await new OidcVisit(owner, provider).signIn('minji');
      const grants = [{ role: 'operator', environment: 'prod' }];
      const draft = { name: 'Sora', email: 'sora@example.com', grants };
      const made = await owner.post<PersonLink>('/internal/people', draft);
      expect(made).toMatchObject({ status: 201, body: { url: null, person: { isInvited: true } } });
      const { id } = made.body.person;
      expect(await owner.post(`/internal/people/${id}/links`, {})).toMatchObject({
        status: 201,
        body: { url: null },
      });
      await new OidcVisit(browser, provider).signIn('sora');
      expect(await session(browser)).toMatchObject({ state: 'signed-in', person: { id }, grants });
    } finally {
      await guarded.close();
      await provider.close();
    }
  });

  it('is not made a new password for somebody who has one', async () => {
    const { guarded, provider } = await start({ GROUP_ROLES, PASSWORD_SIGN_IN: 'false' });
    try {
      const joon = newPerson(Date.now(), { name: 'Joon', grants: [], password: 'from-before' });
      await guarded.console.app.get(PeopleStore).savePerson(joon, null);
      const owner = guarded.browser();
      await new OidcVisit(owner, provider).signIn('minji');
      expect(await owner.post(`/internal/people/${joon.id}/links`, {})).toMatchObject({
        status: 403,
        body: { code: 'method-off' },
      });
    } finally {
      await guarded.close();
      await provider.close();
    }
  });
});

describe('a provider that cannot be used', () => {
  let stage: Stage;
  let provider: OidcServer;

  beforeAll(async () => {
    stage = await start({ GROUP_ROLES });
    provider = stage.provider;
  });
  afterAll(async () => {
    await stage.guarded.close();
    await provider.close();
  });

  const visit = () => new OidcVisit(stage.guarded.browser(), stage.provider);

  async function startAgain(clientSecret: string = OIDC_CLIENT.secret): Promise<void> {
    await provider.close();
    const port = Number(new URL(stage.provider.issuer).port);
    provider = await OidcServer.start({ accounts: ACCOUNTS, consoleUrl: CONSOLE_URL, port, clientSecret });
  }

  const back = (problem: string) => `/sign-in?problem=${problem}&back=%2Frules`;

  it('is away', async () => {
    await provider.close();
    expect(await visit().begin('/rules')).toBe(back('provider-away'));
  });

  it('refuses the secret', async () => {
    await startAgain('another-secret');
    expect(await visit().signIn('minji', '/rules')).toBe(back('provider-refused'));
  });

  it('has a clock that differs, and lets in as soon as it goes right', async () => {
    await startAgain();
    provider.clockBehindS = 7_200;
    expect(await visit().signIn('minji', '/rules')).toBe(back('clocks-differ'));
    provider.clockBehindS = 0;
    expect(await visit().signIn('minji', '/rules')).toBe('/rules');
  });
});
