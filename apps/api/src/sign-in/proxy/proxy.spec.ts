import type { AuditPage, PeopleList, SessionView } from '@envscope/contracts/index.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { json } from 'node:stream/consumers';
import { GuardedConsole, PASSWORD } from '../../testing/guarded-console.js';

const MINJI = { 'x-forwarded-user': 'minji', 'x-forwarded-groups': 'everybody, sre' };

/** From 127.0.0.1 comes the proxy, from 127.0.0.2 anybody else of this machine. */
const VARIABLES = {
  TRUSTED_HEADER_FROM: '127.0.0.1',
  TRUSTED_HEADER_SIGN_OUT_URL: '/oauth2/sign_out',
  GROUP_ROLES: 'sre=owner, web=viewer@prod',
  TRUST_PROXY: '127.0.0.0/8',
};

describe('a proxy that signs people in', () => {
  let guarded: GuardedConsole;

  beforeAll(async () => {
    guarded = await GuardedConsole.start(VARIABLES);
  });
  afterAll(() => guarded.close());

  async function ask<T>(
    path: string,
    headers: OutgoingHttpHeaders | readonly string[],
    { method = 'GET', from = '127.0.0.1', body }: { method?: string; from?: string; body?: object } = {},
  ): Promise<{ status: number; body: T }> {
    const { hostname, port, host } = new URL(guarded.url);
    // A list has names twice where that is tried; Node then adds no header of its own.
    const sent = Array.isArray(headers) ? ['host', host, ...headers] : headers;
    const outgoing = request({
      ...{ host: hostname, port, method, localAddress: from, path: `/api${path}` },
      headers: sent as OutgoingHttpHeaders,
    });
    const [answer] = (await once(outgoing.end(body && JSON.stringify(body)), 'response')) as [
      IncomingMessage,
    ];
    return { status: answer.statusCode ?? 0, body: (await json(answer).catch(() => undefined)) as T };
  }

  const view = async (headers: OutgoingHttpHeaders | readonly string[], from?: string) =>
    (await ask<SessionView>('/session', headers, { ...(from && { from }) })).body;

  it('says who somebody is, and their groups what they may do; nobody has to set the console up', async () => {
    expect(guarded.setUpToken).toBeUndefined();
    const email = { 'x-forwarded-email': 'Minji@example.com' };
    expect(await view({ ...MINJI, ...email })).toMatchObject({
      state: 'signed-in',
      person: { name: 'minji', email: 'minji@example.com', kind: 'proxy' },
      grants: [{ role: 'owner', environment: null }],
      canSignOut: true,
    });
    const { people } = (await ask<PeopleList>('/internal/people', MINJI)).body;
    expect(people).toMatchObject([{ name: 'minji', source: 'proxy', fromGroups: { groups: ['sre'] } }]);
    const viewer = { 'x-forwarded-user': Buffer.from('준').toString('latin1'), 'x-forwarded-groups': 'web' };
    expect(await view(viewer)).toMatchObject({ person: { name: '준' } });
    expect((await ask('/internal/environments/prod/dashboard', viewer)).status).toBe(200);
    expect((await ask('/internal/environments/dev/dashboard', viewer)).status).toBe(403);
  });

  it('lets in nobody without its header, by whatever other way', async () => {
    expect((await ask('/internal/overview', {})).status).toBe(401);
    expect(await view({})).toMatchObject({
      state: 'signed-out',
      methods: { password: false, passkey: false, oidc: null },
    });
    const credentials = { email: 'minji@example.com', password: PASSWORD };
    const json = { 'content-type': 'application/json', origin: guarded.url };
    const options = { method: 'POST', body: credentials };
    expect(await ask('/session', json, options)).toMatchObject({ status: 403, body: { code: 'method-off' } });
  });

  it('counts from its own address alone, whatever headers say of addresses', async () => {
    const from = '127.0.0.2';
    for (const more of [{}, { 'x-forwarded-for': '127.0.0.1' }, { forwarded: 'for=127.0.0.1' }]) {
      expect((await ask('/internal/overview', { ...MINJI, ...more }, { from })).status).toBe(401);
      expect((await view({ ...MINJI, ...more }, from)).state).toBe('signed-out');
    }
  });

  it.each([
    ['the header twice', ['x-forwarded-user', 'joon', 'X-Forwarded-User', 'minji']],
    ['the groups twice', [...Object.entries(MINJI).flat(), 'X-FORWARDED-GROUPS', 'web']],
    ['underscores', ['x_forwarded_user', 'minji', 'x_forwarded_groups', 'sre']],
    ['mixed signs', ['x-forwarded_user', 'minji', 'x-forwarded-groups', 'sre']],
    ['nobody', ['x-forwarded-user', '', 'x-forwarded-groups', 'sre']],
    ['blanks', ['x-forwarded-user', '  ', 'x-forwarded-groups', 'sre']],
    ['groups alone', ['x-forwarded-groups', 'sre']],
  ])('lets in nobody by %s', async (_, headers) => {
    expect((await ask('/internal/overview', headers)).status).toBe(401);
  });

  it('takes no group from a header that only resembles it', async () => {
    const headers = [...['x-forwarded-user', 'joon'], ...['x_forwarded_groups', 'sre']];
    expect(await view(headers)).toMatchObject({ person: { name: 'joon' }, grants: [] });
  });

  it('takes no write that a page of another site makes a browser send', async () => {
    const write = { method: 'POST', body: { kind: 'maintenance', scope: { environment: 'dev' } } };
    const content = { 'content-type': 'application/json' };
    expect((await ask('/internal/mutes', { ...MINJI, ...content }, write)).status).toBe(403);
    const own = { ...MINJI, ...content, origin: guarded.url };
    expect(await ask('/internal/mutes', own, write)).toMatchObject({
      status: 201,
      body: { createdBy: 'minji' },
    });
  });

  it('changes roles with the groups, keeps out whom somebody disables, and says where to sign out', async () => {
    const sora = { 'x-forwarded-user': 'sora' };
    const content = { 'content-type': 'application/json', origin: guarded.url };
    expect((await view({ ...sora, 'x-forwarded-groups': 'web' })).grants).toHaveLength(1);
    expect((await view(sora)).grants).toEqual([]);
    const { people } = (await ask<PeopleList>('/internal/people', MINJI)).body;
    const id = people.find(({ name }) => name === 'sora')?.id;
    const change = { method: 'PATCH', body: { isDisabled: true } };
    expect((await ask(`/internal/people/${id}`, { ...MINJI, ...content }, change)).status).toBe(200);
    const other = { ...sora, 'x-forwarded-groups': 'sre' };
    expect((await ask('/internal/overview', other)).status).toBe(401);
    const out = await ask<{ next: string }>('/session', { ...MINJI, ...content }, { method: 'DELETE' });
    expect(out).toMatchObject({ status: 200, body: { next: '/oauth2/sign_out' } });
  });

  it('has its sign-ins in the audit log, once and not for each request', async () => {
    const { entries } = (await ask<AuditPage>('/internal/audit?action=signInByProxy', MINJI)).body;
    const ofMinji = entries.filter(({ actor }) => actor.name === 'minji');
    // The first with an email, which later ones had not.
    expect(ofMinji).toHaveLength(1);
    expect(ofMinji[0]).toMatchObject({ outcome: 'done', address: '127.0.0.1' });
  });
});
