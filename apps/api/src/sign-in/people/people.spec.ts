import type {
  Grant,
  PeopleList,
  PersonLink,
  PersonView,
  Problem,
  SessionView,
} from '@envscope/contracts/index.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from '../../testing/browser.js';
import { GuardedConsole, PASSWORD } from '../../testing/guarded-console.js';
import { keepFileLink } from '../links/file-links.js';
import { hashOfToken, newToken } from '../secret-tokens.js';
import { join } from 'node:path';

describe('people', () => {
  let guarded: GuardedConsole;
  let owner: Browser;
  let count = 0;

  beforeAll(async () => {
    guarded = await GuardedConsole.start({ PUBLIC_URL: 'https://ops.example.com/envscope' });
    owner = await guarded.owner();
  });
  afterAll(() => guarded.close());

  const tokenOf = ({ url }: PersonLink) => url?.split('#')[1] ?? '';

  async function invited(...grants: Grant[]): Promise<PersonLink> {
    count += 1;
    const { status, body } = await owner.post<PersonLink>('/internal/people', {
      name: `Person ${count}`,
      email: `person${count}@example.com`,
      grants,
    });
    expect(status).toBe(201);
    return body;
  }

  async function arrived(...grants: Grant[]): Promise<{ person: PersonView; browser: Browser }> {
    const link = await invited(...grants);
    const browser = guarded.browser();
    expect((await browser.post('/session/links', { token: tokenOf(link), password: PASSWORD })).status).toBe(
      200,
    );
    return { person: link.person, browser };
  }

  it('come in by a link that works once, and see what they were granted', async () => {
    const link = await invited({ role: 'viewer', environment: 'dev' });
    expect(link).toMatchObject({
      person: { isInvited: true },
      url: expect.stringMatching(/^https:\/\/ops\.example\.com\/envscope\/link#/),
    });
    const browser = guarded.browser();
    expect((await browser.post('/session/links/view', { token: tokenOf(link) })).body).toMatchObject({
      kind: 'invitation',
    });
    const use = { token: tokenOf(link), password: PASSWORD };
    const { body } = await browser.post<SessionView>('/session/links', use);
    expect(body).toMatchObject({ state: 'signed-in', grants: [{ role: 'viewer', environment: 'dev' }] });
    expect((await browser.get('/internal/environments/dev/dashboard')).status).toBe(200);
    expect(await browser.get('/internal/environments/prod/dashboard')).toMatchObject({ status: 403 });
    expect(await browser.get('/internal/people')).toMatchObject({ status: 403 });
    expect(await guarded.browser().post('/session/links', use)).toMatchObject({ status: 404 });
    const list = (await owner.get<PeopleList>('/internal/people')).body;
    expect(list.people.find(({ id }) => id === link.person.id)).toMatchObject({ isInvited: false });
    expect(JSON.stringify(list)).not.toMatch(/scrypt|hash|devices/);
  });

  it('give nobody more than they have themselves', async () => {
    const { browser: admin } = await arrived({ role: 'admin', environment: 'dev' });
    const { person } = await arrived({ role: 'operator', environment: 'prod' });
    const invite = (role: Grant['role'], environment: string | null) =>
      admin.post<Problem>('/internal/people', {
        name: 'X',
        email: `x-${role}-${environment}@example.com`,
        grants: [{ role, environment }],
      });
    expect((await invite('operator', 'dev')).status).toBe(201);
    const beyond = [
      { role: 'admin', environment: 'dev' },
      { role: 'owner', environment: null },
      { role: 'viewer', environment: 'prod' },
      { role: 'viewer', environment: null },
    ] as const;
    for (const { role, environment } of beyond) {
      const { body } = await invite(role, environment);
      expect([role, environment, body.code]).toEqual([role, environment, 'beyond-own-role']);
    }
    expect(await admin.post(`/internal/people/${person.id}/links`, {})).toMatchObject({ status: 403 });
    expect(await admin.delete(`/internal/people/${person.id}`)).toMatchObject({ status: 403 });
  });

  it('are shown to an admin of one environment as far as roles there are given, and keep those elsewhere', async () => {
    const { browser: admin } = await arrived({ role: 'admin', environment: 'dev' });
    const other = (await arrived({ role: 'operator', environment: 'prod' })).person;
    const own = (
      await arrived({ role: 'viewer', environment: 'dev' }, { role: 'admin', environment: 'prod' })
    ).person;
    const { people } = (await admin.get<PeopleList>('/internal/people')).body;
    const shown = (id: string | undefined) => people.find((person) => person.id === id);
    expect(shown(other.id)).toMatchObject({
      name: other.name,
      email: null,
      grants: [],
      signedInAt: null,
      isSecondFactorOn: false,
      isOfOthers: true,
    });
    expect(shown(own.id)).toMatchObject({
      email: own.email,
      grants: [{ role: 'viewer', environment: 'dev' }],
      isOfOthers: false,
    });
    const everywhere = people.filter(({ grants }) => grants.some(({ role }) => role === 'owner'));
    expect(everywhere.map(({ email }) => email)).toEqual([null]);
    expect(JSON.stringify(people)).not.toContain('"prod"');

    const grants = [{ role: 'operator', environment: 'dev' }];
    const { status, body } = await admin.patch<PersonView>(`/internal/people/${own.id}`, { grants });
    expect([status, body.grants]).toEqual([200, grants]);
    expect((await admin.patch<PersonView>(`/internal/people/${other.id}`, { grants })).body).toMatchObject({
      grants,
      email: other.email,
    });
    const all = (await owner.get<PeopleList>('/internal/people')).body.people;
    const grantsOf = (id: string) => all.find((person) => person.id === id)?.grants;
    expect(grantsOf(own.id)).toEqual([...grants, { role: 'admin', environment: 'prod' }]);
    expect(grantsOf(other.id)).toEqual([...grants, { role: 'operator', environment: 'prod' }]);
    const beyond = { grants: [...grants, { role: 'viewer', environment: 'prod' }] };
    expect(await admin.patch(`/internal/people/${other.id}`, beyond)).toMatchObject({ status: 403 });
  });

  it('lose at once what is taken from them, and are out when they are kept out', async () => {
    const { person, browser } = await arrived({ role: 'operator', environment: null });
    const change = (part: object) => owner.patch<PersonView>(`/internal/people/${person.id}`, part);
    expect((await browser.get('/internal/environments/prod/dashboard')).status).toBe(200);
    expect((await change({ grants: [{ role: 'viewer', environment: 'dev' }] })).status).toBe(200);
    expect((await browser.get('/internal/environments/prod/dashboard')).status).toBe(403);
    expect((await change({ isDisabled: true })).body.isDisabled).toBe(true);
    expect((await browser.get('/internal/environments/dev/dashboard')).status).toBe(401);
    const credentials = { email: person.email, password: PASSWORD };
    expect(await guarded.browser().post('/session', credentials)).toMatchObject({ status: 401 });
    expect((await owner.delete(`/internal/people/${person.id}`)).status).toBe(204);
    expect(await change({ isDisabled: false })).toMatchObject({ status: 404 });
  });

  it('keep an owner, whoever steps down', async () => {
    const { id } = (await owner.get<SessionView>('/session')).body.person ?? { id: '' };
    const refused = { status: 409, body: { code: 'last-owner' } };
    expect(await owner.patch(`/internal/people/${id}`, { grants: [] })).toMatchObject(refused);
    expect(await owner.patch(`/internal/people/${id}`, { isDisabled: true })).toMatchObject(refused);
    expect(await owner.delete(`/internal/people/${id}`)).toMatchObject(refused);
    expect((await owner.get<SessionView>('/session')).body.grants).toEqual([
      { role: 'owner', environment: null },
    ]);
  });

  it('set a new password by a link that lies beside the data, once', async () => {
    const { person, browser } = await arrived({ role: 'viewer', environment: null });
    const token = `file.${newToken()}`;
    const link = { email: person.email ?? '', endsAt: new Date(Date.now() + 60_000).toISOString() };
    await keepFileLink(join(guarded.console.folder, 'data'), hashOfToken(token), link);
    const password = 'copper-lantern-58-orchard';
    const next = guarded.browser();
    expect((await next.post('/session/links', { token, password })).status).toBe(200);
    expect((await browser.get('/internal/overview')).status).toBe(401);
    expect(await guarded.browser().post('/session/links', { token, password })).toMatchObject({
      status: 404,
    });
  });
});
