import type { ApiKeyMade, PersonLink, RecoveryCodes, SecondFactorOffer } from '@envscope/contracts/index.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { Browser } from '../testing/browser.js';
import { GuardedConsole, PASSWORD } from '../testing/guarded-console.js';
import { hashOfToken } from './secret-tokens.js';

const EMAIL = 'minji@example.com';
const WRONG = 'amber-teapot-31-lighthouse';
const NEXT = 'granite-fiddle-07-meadow';

/** A browser that remembers every answer, with its cookies left out. */
class Listening extends Browser {
  constructor(
    url: string,
    private readonly heard: string[],
  ) {
    super(url, { origin: url, 'user-agent': 'listening' });
  }

  override async open(path: string, request: RequestInit = {}): Promise<Response> {
    const answer = await super.open(path, request);
    if (!path.endsWith('/stream')) this.heard.push(`${path} ${await answer.clone().text()}`);
    return answer;
  }
}

describe('what lets somebody in', () => {
  let guarded: GuardedConsole;
  const printed: string[] = [];
  /** Every answer but those whose sense is to show a secret, once. */
  const heard: string[] = [];
  /** By what it is. */
  const secrets: Record<string, string> = {
    password: PASSWORD,
    'wrong password': WRONG,
    'next password': NEXT,
  };
  let events: Promise<string>;

  const listening = (): Listening => new Listening(guarded.url, heard);
  /** The same browser, to which secrets are shown. */
  function twinOf(browser: Browser): Browser {
    const twin = guarded.browser({ origin: guarded.url, 'user-agent': 'listening' });
    for (const name of ['envscope-session', 'envscope-device']) twin.keep(name, browser.cookie(name) ?? '');
    return twin;
  }

  beforeAll(async () => {
    guarded = await GuardedConsole.start({ LOG_LEVEL: 'debug' });
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((text) => {
        printed.push(String(text));
        return true;
      });
    }
    secrets['set-up token'] = guarded.setUpToken ?? '';
    const browser = listening();
    const draft = { token: secrets['set-up token'], name: '김민지', email: EMAIL, password: PASSWORD };
    // What is wrong about them is said, and they are not.
    await browser.post('/session/set-up', { ...draft, name: '' });
    await browser.post('/session/links/view', { token: draft.token });
    expect((await browser.post('/session/set-up', draft)).status).toBe(201);
    secrets['session token'] = browser.cookie('envscope-session') ?? '';
    secrets['token of the browser'] = browser.cookie('envscope-device') ?? '';
    events = twinOf(browser)
      .open('/internal/stream')
      .then((answer) => answer.text());
    await guesses(browser);
    await secondFactor(browser);
    await people(browser);
    await keys(browser);
    for (const path of ['account', 'people', 'api-keys', 'audit', 'audit/export', 'config', 'overview']) {
      await browser.open(`/internal/${path}`);
    }
    await browser.open('/session');
    await browser.open('/docs-json');
  }, 240_000);
  afterAll(async () => {
    jest.restoreAllMocks();
    await guarded.close();
  });

  async function guesses(owner: Browser): Promise<void> {
    const stranger = listening();
    await stranger.post('/session', { email: EMAIL, password: WRONG });
    await stranger.post('/session', { email: EMAIL, password: PASSWORD, code: 7 });
    await stranger.open('/session', {
      method: 'POST',
      body: `{"email":"${EMAIL}","password":"${WRONG}`,
      headers: { 'content-type': 'application/json' },
    });
    await stranger.open('/session', {
      method: 'POST',
      body: WRONG,
      headers: { 'content-type': 'text/plain' },
    });
    await owner.put('/internal/account/password', { current: WRONG, next: NEXT });
  }

  async function secondFactor(owner: Browser): Promise<void> {
    const offer = (await twinOf(owner).post<SecondFactorOffer>('/internal/account/second-factor')).body;
    secrets['secret of the app'] = offer.secret;
    const totp = new TOTP({ secret: Secret.fromBase32(offer.secret) });
    const code = totp.generate({ timestamp: Date.now() });
    const proof = { secret: offer.secret, code, password: PASSWORD };
    await owner.put('/internal/account/second-factor', { ...proof, password: WRONG });
    const { codes } = (await twinOf(owner).put<RecoveryCodes>('/internal/account/second-factor', proof)).body;
    codes.forEach((each, index) => (secrets[`recovery code ${index + 1}`] = each));
    const again = listening();
    const credentials = { email: EMAIL, password: PASSWORD };
    await again.post('/session', { ...credentials, code });
    expect((await again.post('/session', { ...credentials, code: codes[0] })).status).toBe(200);
    await again.post('/session', { ...credentials, code: codes[0] });
  }

  async function people(owner: Browser): Promise<void> {
    const draft = {
      name: 'Juno',
      email: 'juno@example.com',
      grants: [{ role: 'viewer', environment: 'dev' }],
    };
    const invitation = (await twinOf(owner).post<PersonLink>('/internal/people', draft)).body;
    const reset = (await twinOf(owner).post<PersonLink>(`/internal/people/${invitation.person.id}/links`, {}))
      .body;
    secrets['token of an invitation'] = tokenOf(invitation);
    secrets['token of a second link'] = tokenOf(reset);
    const juno = listening();
    await juno.post('/session/links', { token: tokenOf(invitation), password: NEXT });
    await juno.post('/session/links', { token: tokenOf(reset), password: 'password1234' });
    expect((await juno.post('/session/links', { token: tokenOf(reset), password: NEXT })).status).toBe(200);
    await juno.post('/session/links', { token: tokenOf(reset), password: NEXT });
  }

  async function keys(owner: Browser): Promise<void> {
    const draft = { name: 'CI', permissions: ['read'], environments: ['dev'], expiresInDays: 1 };
    const { key } = (await twinOf(owner).post<ApiKeyMade>('/internal/api-keys', draft)).body;
    secrets['API key'] = key;
    const headers = { authorization: `Bearer ${key}` };
    const nobody = listening();
    await nobody.open('/internal/overview', { headers });
    await nobody.open('/internal/audit', { headers });
    await nobody.open('/internal/incidents?state=none', { headers });
  }

  const tokenOf = ({ url }: PersonLink) => url?.split('#')[1] ?? '';
  const leaked = (texts: readonly string[], except: readonly string[] = []): string[] =>
    Object.entries(secrets).flatMap(([what, value]) =>
      !except.includes(what) && texts.some((text) => text.includes(value)) ? [what] : [],
    );

  it('is tried in every kind that there is', () => {
    expect(Object.values(secrets).filter((value) => value.length < 12)).toEqual([]);
    expect(new Set(Object.values(secrets)).size).toBe(20);
  });

  it('is in no answer, be it of a refusal, a list or the audit log', () => {
    expect(heard.length).toBeGreaterThan(25);
    expect(heard.join()).toContain('invalid-json');
    expect(leaked(heard)).toEqual([]);
  });

  it('is in no line of the log once the console has started', () => {
    expect(leaked(printed)).toEqual([]);
  });

  it('is not in the store, which keeps hashes; but for the secret of the app, which makes codes', async () => {
    const folder = join(guarded.console.folder, 'data');
    const files = await readdir(folder);
    const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'latin1')));
    expect(leaked(texts, ['secret of the app'])).toEqual([]);
    for (const what of ['session token', 'token of the browser']) {
      expect(texts.join()).toContain(hashOfToken(secrets[what] ?? ''));
    }
  });

  it('is in no event of the stream', async () => {
    await guarded.console.app.close();
    const text = await events;
    expect(text).toContain('event: console');
    expect(leaked([text])).toEqual([]);
  });
});
