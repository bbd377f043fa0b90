import type {
  Account,
  Problem,
  RecoveryCodes,
  SecondFactorOffer,
  SessionView,
} from '@envscope/contracts/index.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Browser } from '../testing/browser.js';
import { GuardedConsole, PASSWORD } from '../testing/guarded-console.js';

const CREDENTIALS = { email: 'minji@example.com', password: PASSWORD };

describe('a console that nobody has set up', () => {
  let guarded: GuardedConsole;

  beforeAll(async () => {
    guarded = await GuardedConsole.start();
  });
  afterAll(() => guarded.close());

  it('shows nobody anything but that it has to be set up', async () => {
    const browser = guarded.browser();
    expect((await browser.get<SessionView>('/session')).body).toMatchObject({
      state: 'set-up-needed',
      person: null,
      grants: [],
    });
    for (const path of ['/internal/config', '/internal/overview', '/internal/people', '/internal/account']) {
      expect([path, await browser.get(path)]).toMatchObject([
        path,
        { status: 401, body: { code: 'not-signed-in' } },
      ]);
    }
    expect((await browser.get('/health/live')).status).toBe(200);
  });

  it('takes no token but the one that it printed, and no password that many people have', async () => {
    const browser = guarded.browser();
    const token = guarded.setUpToken ?? '';
    const draft = { token, name: 'Minji', email: 'minji@example.com', password: PASSWORD };
    const tried = (part: object) => browser.post<Problem>('/session/set-up', { ...draft, ...part });
    expect(await tried({ token: 'A'.repeat(43) })).toMatchObject({
      status: 404,
      body: { code: 'unknown-link' },
    });
    for (const password of ['short-secret', 'password1234', 'qwertyqwerty', 'aaaaaaaaaaaa']) {
      const { status, body } = await tried({ password: password === 'short-secret' ? 'short' : password });
      expect([status, body.errors?.[0]?.field]).toEqual([400, 'password']);
    }
    expect((await browser.post('/session/links/view', { token })).body).toMatchObject({ kind: 'set-up' });
  });

  it('makes one owner of all who bring the token at the same time, and signs that one in', async () => {
    const browsers = Array.from({ length: 4 }, () => guarded.browser());
    const token = guarded.setUpToken ?? '';
    const made = await Promise.all(
      browsers.map((browser, index) =>
        browser.post('/session/set-up', {
          token,
          name: 'Minji',
          email: `minji${index}@example.com`,
          password: PASSWORD,
        }),
      ),
    );
    expect(made.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
    const winner = made.findIndex(({ status }) => status === 201);
    const session = (await browsers[winner]?.get<SessionView>('/session'))?.body;
    expect(session).toMatchObject({ state: 'signed-in', grants: [{ role: 'owner', environment: null }] });
    expect((await browsers[winner]?.get('/internal/overview'))?.status).toBe(200);
    expect((await guarded.browser().get<SessionView>('/session')).body.state).toBe('signed-out');
  });
});

describe('signing in', () => {
  let guarded: GuardedConsole;
  let owner: Browser;

  beforeAll(async () => {
    guarded = await GuardedConsole.start({ TRUST_PROXY: '1' });
    owner = await guarded.owner();
  });
  afterAll(() => guarded.close());

  async function signedIn(): Promise<Browser> {
    const browser = guarded.browser();
    expect((await browser.post('/session', CREDENTIALS)).status).toBe(200);
    return browser;
  }

  it('takes the email in any case, keeps the token of the session from scripts, and ends it on the way out', async () => {
    const browser = guarded.browser();
    const { status, body } = await browser.post<SessionView>('/session', {
      ...CREDENTIALS,
      email: ' MINJI@example.com',
    });
    expect([status, body.state, body.person?.name]).toEqual([200, 'signed-in', '김민지']);
    expect(JSON.stringify(body)).not.toMatch(/scrypt|devices/);
    const [session = ''] = browser.lastCookies.filter((text) => text.startsWith('envscope-session='));
    expect(session).toMatch(/^envscope-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    const token = browser.cookie('envscope-session') ?? '';
    expect(await browser.delete('/session')).toEqual({ status: 200, body: { next: null } });
    const thief = guarded.browser();
    thief.keep('envscope-session', token);
    expect((await thief.get('/internal/overview')).status).toBe(401);
  });

  it('gives a new session at each sign-in, and none that somebody brought', async () => {
    const browser = guarded.browser();
    browser.keep('envscope-session', 'chosen-by-somebody-else');
    await browser.post('/session', CREDENTIALS);
    const first = browser.cookie('envscope-session');
    await browser.post('/session', CREDENTIALS);
    expect(first).not.toBe('chosen-by-somebody-else');
    expect(browser.cookie('envscope-session')).not.toBe(first);
    const before = guarded.browser();
    before.keep('envscope-session', first ?? '');
    expect((await before.get('/internal/overview')).status).toBe(401);
  });

  it('answers alike whether the email or the password is wrong', async () => {
    const wrong = async (part: object) => guarded.browser().post('/session', { ...CREDENTIALS, ...part });
    const password = await wrong({ password: 'violet-kettle-94-harbor' });
    expect(password).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect(await wrong({ email: 'nobody@example.com' })).toEqual(password);
  });

  it('has an address wait that guesses, and no browser that the person used before', async () => {
    const stranger = guarded.browser({ origin: guarded.url, 'x-forwarded-for': '203.0.113.9' });
    const codes = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const { body } = await stranger.post<Problem>('/session', {
        ...CREDENTIALS,
        password: `wrong-${attempt}`,
      });
      codes.push(body.code);
    }
    expect(codes.at(-1)).toBe('too-many-attempts');
    expect(await stranger.post('/session', CREDENTIALS)).toMatchObject({ status: 429 });
    expect((await guarded.browser().post('/session', CREDENTIALS)).status).toBe(200);
    const known = owner.cookie('envscope-device') ?? '';
    stranger.keep('envscope-device', known);
    expect((await stranger.post('/session', CREDENTIALS)).status).toBe(200);
  });

  it('refuses what a page does not say to have sent, and what another page sends', async () => {
    const browser = await signedIn();
    const token = browser.cookie('envscope-session') ?? '';
    const strange: Record<string, string>[] = [
      {},
      { origin: 'https://evil.example' },
      { origin: guarded.url, 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of strange) {
      const other = guarded.browser(headers);
      other.keep('envscope-session', token);
      expect(await other.delete('/internal/account/sessions')).toMatchObject({ status: 403 });
    }
  });

  it('lists sessions and ends one of them with its stream, or all others', async () => {
    const [browser, other] = [await signedIn(), await signedIn()];
    const stream = await other.open('/internal/stream');
    expect(stream.status).toBe(200);
    const { sessions } = (await browser.get<Account>('/internal/account')).body;
    const otherId = (await other.get<Account>('/internal/account')).body.sessions.find(
      ({ isCurrent }) => isCurrent,
    )?.id;
    expect(sessions.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    expect(sessions.map(({ id }) => id)).toContain(otherId);
    expect((await browser.delete(`/internal/account/sessions/${otherId}`)).status).toBe(204);
    // It ends, or the test does not.
    await stream.text();
    expect((await other.get('/internal/overview')).status).toBe(401);
    expect((await browser.delete('/internal/account/sessions')).status).toBe(200);
    expect((await browser.get<Account>('/internal/account')).body.sessions).toHaveLength(1);
  });

  it('asks for a code once an authenticator app is set up, takes each once, and a recovery code in its place', async () => {
    const browser = await signedIn();
    const { secret, uri } = (await browser.post<SecondFactorOffer>('/internal/account/second-factor')).body;
    expect(uri).toMatch(/^otpauth:\/\/totp\/Envscope:/);
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const codeAt = (steps: number) => totp.generate({ timestamp: Date.now() + steps * 30_000 });
    const turnOn = (code: string) =>
      browser.put<RecoveryCodes>('/internal/account/second-factor', { secret, code, password: PASSWORD });
    const wrong = codeAt(0) === '000000' ? '111111' : '000000';
    expect(await turnOn(wrong)).toMatchObject({ status: 401, body: { code: 'wrong-code' } });
    const used = codeAt(-1);
    const { codes } = (await turnOn(used)).body;
    expect(codes).toHaveLength(10);

    const next = guarded.browser();
    const sign = (code?: string) => next.post('/session', { ...CREDENTIALS, ...(code && { code }) });
    expect(await sign()).toMatchObject({ status: 401, body: { code: 'code-needed' } });
    expect(await sign(used)).toMatchObject({ status: 401, body: { code: 'wrong-code' } });
    expect(await sign(codeAt(1))).toMatchObject({ status: 200, body: { isSecondFactorOn: true } });
    expect((await sign(codes[0]?.toLowerCase().replaceAll('-', ' '))).status).toBe(200);
    expect(await sign(codes[0])).toMatchObject({ status: 401, body: { code: 'wrong-code' } });
    expect((await next.get<Account>('/internal/account')).body).toMatchObject({ recoveryCodesLeft: 9 });
    const off = await next.post('/internal/account/second-factor/removal', { password: PASSWORD });
    expect(off.status).toBe(204);
    expect((await sign()).status).toBe(200);
  });

  it('ends every other session with a new password', async () => {
    const [browser, other] = [await signedIn(), await signedIn()];
    const next = 'granite-fiddle-07-meadow';
    const change = (current: string) => browser.put('/internal/account/password', { current, next });
    expect(await change('not-the-password')).toMatchObject({ status: 401 });
    expect((await change(PASSWORD)).status).toBe(200);
    expect((await browser.get('/internal/overview')).status).toBe(200);
    expect((await other.get('/internal/overview')).status).toBe(401);
    expect((await guarded.browser().post('/session', CREDENTIALS)).status).toBe(401);
    expect((await guarded.browser().post('/session', { ...CREDENTIALS, password: next })).status).toBe(200);
  });
});
