import type { DeliveryList, Incident, IncidentPage, Problem } from '@envscope/contracts/index.js';
import { ENVIRONMENTS } from '@envscope/environments/environments.js';
import { IncidentActions } from '@envscope/monitoring/repository/incident-actions.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { deliveryOf, idOf, incidentOf, memberOf } from '@envscope/testing/alerts.js';
import { FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiUnderTest } from '../testing/api-under-test.js';
import { IncidentLog } from './incident-log.js';
import { IncidentsController } from './incidents.controller.js';
import { readerOver } from '../testing/reader-over.js';

const PATH = '/internal/incidents';

const at = (time: string) => `2026-10-02T${time}:00.000Z`;

/** Three of a day: one over, one acknowledged in another environment, one open. */
const OVER = incidentOf({ id: idOf(1), openedAt: at('08:00'), resolvedAt: at('08:30') });
const ACKNOWLEDGED = incidentOf({
  id: idOf(2),
  environment: 'prod',
  service: 'mongodb',
  severity: 'critical',
  openedAt: at('09:00'),
  acknowledgement: { by: 'Minji', note: 'On it', at: at('09:05') },
});
const OPEN = incidentOf({
  id: idOf(3),
  service: 'endpoints',
  severity: 'medium',
  rule: { id: 'slow', name: 'Slow' },
  openedAt: at('10:00'),
  members: [
    memberOf({ target: 'api' }),
    memberOf({ target: 'web', targetState: 'healthy', recoveredAt: at('10:05') }),
    memberOf({ target: 'jobs', isDependent: true }),
  ],
});

describe('IncidentsController', () => {
  const store = new FakeAlertStore();
  let api: ApiUnderTest;

  beforeAll(async () => {
    for (const incident of [OVER, ACKNOWLEDGED, OPEN]) {
      await store.saveIncident({ incident, deliveries: [] });
    }
    const notified = incidentOf({ ...OPEN, version: 2 });
    const deliveries = [
      deliveryOf({ id: idOf(8), incidentId: OPEN.id, kind: 'changed' }),
      deliveryOf({ id: idOf(7), incidentId: OPEN.id }),
    ];
    await store.saveIncident({ incident: notified, deliveries });
    api = await ApiUnderTest.start({
      controllers: [IncidentsController],
      providers: [
        IncidentLog,
        { provide: AlertReader, useValue: readerOver(store) },
        { provide: ENVIRONMENTS, useValue: [{ id: 'dev' }, { id: 'prod' }] },
        { provide: IncidentActions, useValue: null },
      ],
    });
  });
  afterEach(() => {
    store.isFailing = false;
  });
  afterAll(() => api.close());

  it('lists incidents newest first, and counts those that are not resolved', async () => {
    const { body } = await api.get<IncidentPage>(PATH);
    expect(body.incidents.map(({ id }) => id)).toEqual([OPEN.id, ACKNOWLEDGED.id, OVER.id]);
    expect(body).toMatchObject({ nextCursor: null, unresolved: { open: 1, acknowledged: 1 } });
  });

  it('counts the members of a listed incident and leaves out what only its own page shows', async () => {
    const { body } = await api.get<IncidentPage>(`${PATH}?limit=1`);
    expect(body.incidents[0]).toMatchObject({
      memberCount: 3,
      failingServices: ['redis'],
      failingCount: 2,
      dependentCount: 1,
    });
    expect(Object.keys(body.incidents[0] ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(members|timeline|checks|omitted)$/)]),
    );
  });

  it.each([
    ['environment=prod', [ACKNOWLEDGED]],
    ['service=endpoints', [OPEN]],
    ['state=open', [OPEN]],
    ['state=unresolved', [OPEN, ACKNOWLEDGED]],
    ['state=resolved', [OVER]],
    ['severity=critical', [ACKNOWLEDGED]],
    ['rule=slow', [OPEN]],
    [`from=${at('08:15')}&to=${at('09:30')}`, [ACKNOWLEDGED, OVER]],
    ['from=2026-10-02T17:45:00%2B09:00&to=2026-10-02T18:30:00%2B09:00', [ACKNOWLEDGED]],
  ])('finds those of %s', async (query, expected) => {
    const { body } = await api.get<IncidentPage>(`${PATH}?${query}`);
    expect(body.incidents.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });

  it('gives every incident once, page by page', async () => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await api.get<IncidentPage>(`${PATH}?limit=2${query}`);
      ids.push(...body.incidents.map(({ id }) => id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(ids).toEqual([OPEN.id, ACKNOWLEDGED.id, OVER.id]);
  });

  it.each([
    ['state=closed', 'state', 'unknown-value'],
    ['severity=huge', 'severity', 'unknown-value'],
    ['limit=201', 'limit', 'too-big'],
    ['limit=0', 'limit', 'too-small'],
    ['cursor=7', 'cursor', 'wrong-format'],
    ['from=yesterday', 'from', 'wrong-format'],
    // The year 10000 in UTC, and the one before the first that is kept.
    ['to=9999-12-31T23:59:59-23:59', 'to', 'out-of-range'],
    ['from=1969-12-31T23:59:59Z', 'from', 'out-of-range'],
    [`from=${at('10:00')}&to=${at('09:00')}`, 'from', 'ends-before-it-starts'],
    ['enviroment=dev', 'enviroment', 'unknown-field'],
  ])('refuses %s and names the field', async (query, field, code) => {
    const { status, body } = await api.get<Problem>(`${PATH}?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ field, code }] });
  });

  it('does not take a misspelled environment for a mute one', async () => {
    const { status, body } = await api.get<Problem>(`${PATH}?environment=prd`);
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'unknown-environment', params: { known: ['dev', 'prod'] } });
  });

  it('shows one incident whole', async () => {
    const { body } = await api.get<Incident>(`${PATH}/${OVER.id}`);
    expect(body).toEqual(OVER);
  });

  it('shows the deliveries of an incident newest first, page by page', async () => {
    const path = `${PATH}/${OPEN.id}/deliveries`;
    const whole = (await api.get<DeliveryList>(path)).body;
    expect(whole.deliveries.map(({ kind }) => kind)).toEqual(['changed', 'opened']);
    expect(whole.nextCursor).toBeNull();
    const first = (await api.get<DeliveryList>(`${path}?limit=1`)).body;
    expect(first.deliveries.map(({ kind }) => kind)).toEqual(['changed']);
    const second = (await api.get<DeliveryList>(`${path}?limit=1&cursor=${first.nextCursor}`)).body;
    expect(second).toMatchObject({ deliveries: [{ kind: 'opened' }], nextCursor: null });
  });

  it.each([`${PATH}/${idOf(99)}`, `${PATH}/${idOf(99)}/deliveries`, `${PATH}/nope`])(
    'answers %s with a 404',
    async (path) => {
      const { status, body } = await api.get<Problem>(path);
      expect(status).toBe(404);
      expect(body).toMatchObject({ code: 'unknown-incident' });
    },
  );

  it.each([PATH, `${PATH}/${OVER.id}`, `${PATH}/${OVER.id}/deliveries`])(
    'says of %s that the store fails, while it does',
    async (path) => {
      store.isFailing = true;
      const { status, body } = await api.get<Problem>(path);
      expect(status).toBe(503);
      expect(body).toMatchObject({ code: 'store-failing' });
    },
  );
});
