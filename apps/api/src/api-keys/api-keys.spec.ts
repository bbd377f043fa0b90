import type { ApiKeyList, ApiKeyMade, AuditPage, Problem } from '@envscope/contracts/index.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConsoleUnderTest } from '../testing/console-under-test.js';
import { newKey } from './key-text.js';

const READER = { name: 'Scraper', permissions: ['read'], environments: ['dev'], expiresInDays: 90 };

describe('API keys of a console', () => {
  let console: ConsoleUnderTest;

  beforeAll(async () => {
    console = await ConsoleUnderTest.start({
      environments: ['dev', 'staging'],
      variables: { ALLOW_UNAUTHENTICATED: 'true' },
    });
  });
  afterAll(() => console.close());

  async function made(draft: object = READER): Promise<ApiKeyMade> {
    const { status, body } = await console.post<ApiKeyMade>('/internal/api-keys', draft);
    expect(status).toBe(201);
    return body;
  }

  const as = (key: string) => ({ authorization: `Bearer ${key}` });
  const DASHBOARD = '/internal/environments/dev/dashboard';

  it('let in for what they are made for, and nothing else', async () => {
    const { key } = await made();
    const statuses = async (path: string) => (await console.get(path, as(key))).status;
    expect(await statuses(DASHBOARD)).toBe(200);
    expect(await statuses('/internal/environments/staging/dashboard')).toBe(403);
    expect(await statuses('/internal/audit')).toBe(403);
    const check = { method: 'POST', headers: as(key) };
    const answer = await fetch(`${console.url}/api/internal/environments/dev/checks`, check);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      code: 'not-permitted',
      params: { permission: 'checks:run' },
    });
  });

  it.each([
    ['no key at all', 'letmein'],
    ['one that nobody has made', newKey()],
    ['nothing', ''],
  ])('refuse %s', async (_what, key) => {
    const { status, body } = await console.get<Problem>(DASHBOARD, as(key || 'x'));
    expect([status, body.code]).toEqual([401, 'not-signed-in']);
  });

  it('are shown once, and nowhere kept: not in the list, the audit log or the store', async () => {
    const { apiKey, key } = await made({ ...READER, name: 'Once' });
    expect(apiKey).toMatchObject({
      name: 'Once',
      state: 'active',
      createdBy: { kind: 'anyone' },
      revoked: null,
    });
    expect(key.startsWith(apiKey.hint)).toBe(true);
    const { body: list } = await console.get<ApiKeyList>('/internal/api-keys');
    expect(list.apiKeys[0]).toEqual(apiKey);
    expect(JSON.stringify(list)).not.toContain('hash');
    const { body: audit } = await console.get<AuditPage>('/internal/audit?action=makeApiKey&limit=1');
    expect(audit.entries).toMatchObject([
      {
        target: { kind: 'api-key', id: apiKey.id },
        changes: expect.arrayContaining([{ field: 'name', before: null, after: 'Once' }]),
      },
    ]);
    const secret = key.slice(8);
    expect(JSON.stringify([list, audit])).not.toContain(secret);
    const folder = join(console.folder, 'data');
    for (const file of await readdir(folder)) {
      expect(await readFile(join(folder, file), 'latin1')).not.toContain(secret);
    }
  });

  it('say when they were last used, and act under their own name', async () => {
    const { apiKey, key } = await made({ ...READER, name: 'CI', permissions: ['mutes:write'] });
    const silence = { kind: 'maintenance', scope: { environment: 'dev' }, reason: 'Deployment', by: 'CI' };
    const request = { method: 'POST', headers: { ...as(key), 'content-type': 'application/json' } };
    const body = JSON.stringify(silence);
    await fetch(`${console.url}/api/internal/mutes`, { ...request, body });
    const list = await console.until<ApiKeyList>('/internal/api-keys', ({ apiKeys }) =>
      apiKeys.some(({ id, lastUsedAt }) => id === apiKey.id && lastUsedAt !== null),
    );
    expect(list.apiKeys.filter(({ lastUsedAt }) => lastUsedAt !== null).length).toBeGreaterThan(0);
    const { body: audit } = await console.get<AuditPage>(`/internal/audit?actor=${apiKey.id}`);
    expect(audit.entries[0]?.actor).toEqual({ kind: 'api-key', id: apiKey.id, name: 'CI' });
  });

  it('make no key that may more than they, and none that outlives them', async () => {
    const { apiKey, key } = await made({
      name: 'Maker',
      permissions: ['keys:write', 'read'],
      environments: null,
      expiresInDays: null,
    });
    const make = (permissions: string[]) =>
      fetch(`${console.url}/api/internal/api-keys`, {
        method: 'POST',
        headers: { ...as(key), 'content-type': 'application/json' },
        body: JSON.stringify({ ...READER, permissions }),
      });
    expect((await make(['read', 'rules:write'])).status).toBe(403);
    const child = (await (await make(['read'])).json()) as ApiKeyMade;
    expect((await console.get(DASHBOARD, as(child.key))).status).toBe(200);
    await console.delete(`/internal/api-keys/${apiKey.id}`);
    expect((await console.get(DASHBOARD, as(child.key))).status).toBe(401);
  });

  it('are revoked at once', async () => {
    const { apiKey, key } = await made();
    expect((await console.get(DASHBOARD, as(key))).status).toBe(200);
    expect((await console.delete(`/internal/api-keys/${apiKey.id}`)).status).toBe(204);
    expect((await console.get(DASHBOARD, as(key))).status).toBe(401);
    const { body } = await console.get<ApiKeyList>('/internal/api-keys');
    const revoked = body.apiKeys.find(({ id }) => id === apiKey.id);
    expect(revoked).toMatchObject({ state: 'revoked', revoked: { by: { kind: 'anyone' } } });
    expect((await console.delete('/internal/api-keys/nobody')).status).toBe(404);
  });

  it('lose their open streams within five seconds of being revoked', async () => {
    const { apiKey, key } = await made();
    const stream = await fetch(`${console.url}/api/internal/stream`, { headers: as(key) });
    expect(stream.status).toBe(200);
    await console.delete(`/internal/api-keys/${apiKey.id}`);
    // Ends when the console ends it; the test's own time limit would end it otherwise.
    expect(await stream.text()).toContain('event: console');
  });

  it.each([
    ['an environment that there is not', { environments: ['pord'] }, 404],
    ['no permission', { permissions: [] }, 400],
    ['a permission that there is not', { permissions: ['everything'] }, 400],
    ['no name', { name: ' ' }, 400],
    ['an end in the past', { expiresInDays: 0 }, 400],
  ])('are not made with %s', async (_what, part, status) => {
    expect((await console.post('/internal/api-keys', { ...READER, ...part })).status).toBe(status);
  });
});
