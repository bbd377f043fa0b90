import { Principal } from '@envscope/access/principal.js';
import {
  includes,
  Permission,
  ROLES,
  type EnvironmentId,
  type Grant,
  type Problem,
  type Role,
} from '@envscope/contracts/index.js';
import { IncidentStore } from '@envscope/store/incident-store.js';
import { MuteStore } from '@envscope/store/mute-store.js';
import { deliveryOf, idOf, incidentOf } from '@envscope/testing/alerts.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PERMISSION_EXTENSION, SCOPE_EXTENSION } from '../openapi/operation.js';
import { ConsoleUnderTest } from '../testing/console-under-test.js';
import { Principals } from './principals.js';

interface Document {
  paths: Record<
    string,
    Record<string, { operationId: string; [PERMISSION_EXTENSION]: string; [SCOPE_EXTENSION]: string }>
  >;
}

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly permission: Permission;
  readonly scope: string;
}

type Where = 'dev' | 'prod';

const NOWHERE = idOf(999);
const IN: Record<Where, { incident: string; delivery: string; channel: string }> = {
  dev: { incident: idOf(1), delivery: idOf(11), channel: 'dev.discord' },
  prod: { incident: idOf(2), delivery: idOf(12), channel: 'prod.discord' },
};

/** What an operation is asked that acts on one environment: by its path, or by what it is asked about. */
const ASKED: Record<string, (where: Where) => { id?: string; body?: unknown; query?: string }> = {
  checkNow: () => ({}),
  dashboard: () => ({}),
  incident: (where) => ({ id: IN[where].incident }),
  incidentDeliveries: (where) => ({ id: IN[where].incident }),
  acknowledgeIncident: (where) => ({ id: IN[where].incident, body: { by: 'Minji' } }),
  commentOnIncident: (where) => ({ id: IN[where].incident, body: { by: 'Minji', note: 'Seen' } }),
  resolveIncident: (where) => ({ id: IN[where].incident, body: { by: 'Minji' } }),
  replayDelivery: (where) => ({ id: IN[where].delivery }),
  dismissDelivery: (where) => ({ id: IN[where].delivery, body: { by: 'Minji' } }),
  replayDeliveries: (environment) => ({ body: { environment } }),
  dismissDeliveries: (environment) => ({ body: { environment, by: 'Minji' } }),
  testChannel: (where) => ({ id: IN[where].channel }),
  retryChannel: (where) => ({ id: IN[where].channel }),
  addMute: (environment) => ({ body: { kind: 'maintenance', scope: { environment }, by: 'Minji' } }),
  marks: (environment) => ({ query: `?environments=${environment}` }),
};

/** They answer with all that the asker may read. */
const LISTS = [
  'config',
  'overview',
  'history',
  'incidents',
  'deliveries',
  'channels',
  'mutes',
  'rules',
  'releases',
];

/** They are tried by themselves: what they are asked takes more than an environment. */
const ELSEWHERE = [
  'stream',
  'targets',
  'preview',
  'createRule',
  'changeRule',
  'resetRule',
  'deleteRule',
  'endMute',
  'people',
  'invitePerson',
  'changePerson',
  'linkPerson',
  'deletePerson',
];

const CASES: { name: string; grants: Grant[] }[] = [
  { name: 'nothing', grants: [] },
  ...ROLES.flatMap((role) => [
    { name: `${role} in dev`, grants: [{ role, environment: 'dev' }] },
    { name: `${role} everywhere`, grants: [{ role, environment: null }] },
  ]),
  {
    name: 'operator in dev, viewer in prod',
    grants: [
      { role: 'operator', environment: 'dev' },
      { role: 'viewer', environment: 'prod' },
    ],
  },
];

/** Worked out apart from the code that is tried. */
const holds = (grants: readonly Grant[], permission: Permission, where: EnvironmentId | null) =>
  grants.some(
    ({ role, environment }: { role: Role; environment: string | null }) =>
      (environment === null || environment === where) && includes(role, permission),
  );

describe('who may ask what', () => {
  let console: ConsoleUnderTest;
  let routes: Route[];
  let asker: Principal | null = null;

  const ask = async ({ method, path, operation }: Route, where: Where) => {
    const { id = NOWHERE, body, query = '' } = ASKED[operation]?.(where) ?? {};
    const address = path.replace('{environment}', where).replace('{service}', 'redis').replace('{id}', id);
    const answer = await fetch(`${console.url}${address}${query}`, {
      method: method.toUpperCase(),
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      text,
      code: answer.ok ? undefined : (JSON.parse(text) as Problem).code,
    };
  };

  beforeAll(async () => {
    console = await ConsoleUnderTest.start();
    const store = console.app.get(IncidentStore);
    for (const environment of ['dev', 'prod'] as const) {
      const { incident, delivery } = IN[environment];
      await store.saveIncident({
        incident: incidentOf({ id: incident, environment, resolvedAt: new Date().toISOString() }),
        deliveries: [
          deliveryOf({
            id: delivery,
            environment,
            incidentId: incident,
            channel: `${environment}.discord`,
            state: 'dead',
            deathCause: 'refused',
          }),
        ],
      });
    }
    const { paths } = (await console.get<Document>('/docs-json')).body;
    routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) => {
        const permission = Permission.safeParse(operation[PERMISSION_EXTENSION]).data;
        const scope = operation[SCOPE_EXTENSION];
        return permission ? [{ operation: operation.operationId, method, path, permission, scope }] : [];
      }),
    );
    jest.spyOn(console.app.get(Principals), 'principalOf').mockImplementation(() => Promise.resolve(asker));
  });
  afterAll(() => console.close());

  const become = (grants: readonly Grant[]) => {
    asker = new Principal({ kind: 'person', id: '1', name: 'Minji' }, grants);
  };

  it('tries every route', () => {
    const isTried = ({ operation, scope }: Route) =>
      scope !== 'handler' || operation in ASKED || [...LISTS, ...ELSEWHERE].includes(operation);
    expect(routes.filter((route) => !isTried(route)).map(({ operation }) => operation)).toEqual([]);
    expect(routes.length).toBeGreaterThan(30);
  });

  it('lets nobody in who did not sign in', async () => {
    asker = null;
    for (const route of routes) {
      const { status, code } = await ask(route, 'dev');
      expect({ ...route, status, code }).toEqual({ ...route, status: 401, code: 'not-signed-in' });
    }
  });

  it.each(CASES)('lets somebody with $name do that, and nothing else', async ({ grants }) => {
    for (const route of routes) {
      const { operation, path, permission, scope } = route;
      const isOfEnvironment = scope === 'path' || operation in ASKED;
      for (const where of isOfEnvironment ? (['dev', 'prod'] as const) : []) {
        become(grants);
        const { status, code } = await ask(route, where);
        const isAllowed = holds(grants, permission, where);
        const cell = { operation, where };
        if (isAllowed)
          expect({ ...cell, isRefused: code === 'not-permitted' }).toEqual({ ...cell, isRefused: false });
        if (isAllowed) expect([401, 403]).not.toContain(status);
        // What may not even be read is hidden where only its id names it.
        const isHidden =
          path.includes('{id}') &&
          !holds(grants, 'read', where) &&
          grants.some(({ environment }) => holds(grants, permission, environment));
        if (!isAllowed) expect({ ...cell, status }).toEqual({ ...cell, status: isHidden ? 404 : 403 });
      }
    }
  });

  it.each(CASES)(
    'lets somebody with $name do to the console as a whole that, and no more',
    async ({ grants }) => {
      for (const route of routes.filter(({ scope }) => scope === 'console')) {
        become(grants);
        const { status } = await ask(route, 'dev');
        const { operation, permission } = route;
        const isRefused = [401, 403].includes(status);
        expect({ operation, isRefused }).toEqual({ operation, isRefused: !holds(grants, permission, null) });
      }
    },
  );

  it.each(CASES)('shows somebody with $name what they may read, and nothing else', async ({ grants }) => {
    become(grants);
    const maySomewhere = grants.length > 0;
    for (const route of routes.filter(({ operation }) => LISTS.includes(operation))) {
      const { status, text } = await ask(route, 'dev');
      const { operation } = route;
      expect({ operation, status }).toEqual({ operation, status: maySomewhere ? 200 : 403 });
      const showsProd =
        text.includes('"prod"') || text.includes('prod.discord') || text.includes(IN.prod.incident);
      const mayRead = holds(grants, 'read', 'prod');
      if (!mayRead) expect({ operation, showsProd }).toEqual({ operation, showsProd: false });
    }
  });

  it.each(ROLES)('takes rules from a %s of all of their environments alone', async (role) => {
    const draft = {
      name: 'Redis is slow',
      service: 'redis',
      measurement: 'latencyMs',
      condition: 'greater_than',
      threshold: 250,
      durationMs: 300_000,
      severity: 'high',
      cooldownMs: 600_000,
      isEnabled: true,
      tags: [],
    };
    for (const environment of ['dev', null]) {
      for (const environments of [[], ['dev'], ['dev', 'prod']]) {
        become([{ role, environment }]);
        const { status } = await console.post('/internal/rules', { ...draft, environments });
        const named = environments.length === 0 ? [null] : environments;
        const isAllowed = named.every((each) => holds(asker?.grants ?? [], 'rules:write', each));
        const cell = { role, environment, environments };
        expect({ ...cell, status }).toEqual({ ...cell, status: isAllowed ? 201 : 403 });
      }
    }
  });

  it('does nothing to what is of another environment, for an admin of one', async () => {
    become([{ role: 'owner', environment: null }]);
    const draft = { kind: 'maintenance', scope: { environment: 'prod' } };
    const mute = (await console.post<{ id: string }>('/internal/mutes', draft)).body;
    become([{ role: 'admin', environment: 'dev' }]);
    expect((await console.post<Problem>(`/internal/mutes/${mute.id}/end`, {})).status).toBe(403);
    const mutes = await console.app.get(MuteStore).mutes(0);
    expect(mutes.find(({ id }) => id === mute.id)).toMatchObject({ createdBy: 'Minji', ended: null });
  });

  it('acts in the name of whoever signed in, whatever is given', async () => {
    become([{ role: 'operator', environment: 'dev' }]);
    const scope = { environment: 'dev' };
    const added = await console.post('/internal/mutes', { kind: 'maintenance', scope, by: 'Somebody else' });
    expect(added).toMatchObject({ status: 201, body: { createdBy: 'Minji' } });
  });

  it('ends a stream within five seconds once its reader may not read any more', async () => {
    become([{ role: 'viewer', environment: 'dev' }]);
    const answer = await fetch(`${console.url}/api/internal/stream`);
    const ended = (async () => {
      for await (const part of answer.body ?? []) void part;
      return 'ended';
    })();
    asker = null;
    const late = new Promise((resolve) => setTimeout(resolve, 10_000, 'still open').unref());
    expect(await Promise.race([ended, late])).toBe('ended');
  }, 15_000);
});
