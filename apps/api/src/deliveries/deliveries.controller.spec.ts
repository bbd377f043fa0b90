import type { DeliveryPage, Problem } from '@envscope/contracts/index.js';
import { ENVIRONMENTS } from '@envscope/environments/environments.js';
import { Dispatcher } from '@envscope/monitoring/deliveries/dispatcher.js';
import { LiveFeed } from '@envscope/monitoring/feed/live-feed.js';
import { IncidentRepository } from '@envscope/monitoring/repository/incident-repository.js';
import { IncidentStore } from '@envscope/store/incident-store.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { deliveryOf, idOf, incidentOf } from '@envscope/testing/alerts.js';
import { FakeChannel } from '@envscope/testing/fakes/fake-channel.js';
import { FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditNotes } from '../audit/audit-notes.js';
import { ApiUnderTest } from '../testing/api-under-test.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveryActions } from './delivery-actions.js';
import { readerOver } from '../testing/reader-over.js';

const PATH = '/internal/deliveries';

const WAITING = deliveryOf({ id: idOf(11) });
const DEAD = deliveryOf({ id: idOf(12), state: 'dead', deathCause: 'too-old' });
const DEAD_IN_PROD = deliveryOf({
  id: idOf(13),
  environment: 'prod',
  incidentId: idOf(2),
  state: 'dead',
  deathCause: 'refused',
});

describe('DeliveriesController', () => {
  let store: FakeAlertStore;
  let api: ApiUnderTest;
  /** Whether the channel of each environment is sent to at once. */
  let hurried: boolean[][];
  let events: unknown[];

  beforeEach(async () => {
    store = new FakeAlertStore();
    await store.saveIncident({ incident: incidentOf(), deliveries: [WAITING, DEAD] });
    const inProd = incidentOf({ id: idOf(2), environment: 'prod' });
    await store.saveIncident({ incident: inProd, deliveries: [DEAD_IN_PROD] });
    const book = new IncidentRepository(store, {
      owner: 'spec',
      addDeliveries: ({ incident }) => ({ incident, deliveries: [] }),
      onChange: () => undefined,
      onImpaired: () => undefined,
    });
    hurried = [];
    events = [];
    const feed = new LiveFeed();
    feed.listen().subscribe(({ data }) => events.push(data));
    const dispatcher: Pick<Dispatcher, 'hurry'> = {
      hurry: (isConcerned) => {
        const channels = ['dev', 'prod'].map((environment) => new FakeChannel({ environment }));
        hurried.push(channels.map(isConcerned));
      },
    };
    api = await ApiUnderTest.start({
      controllers: [DeliveriesController],
      providers: [
        DeliveryActions,
        AuditNotes,
        { provide: IncidentRepository, useValue: book },
        { provide: Dispatcher, useValue: dispatcher },
        { provide: IncidentStore, useValue: store },
        { provide: AlertReader, useValue: readerOver(store) },
        { provide: LiveFeed, useValue: feed },
        { provide: ENVIRONMENTS, useValue: [{ id: 'dev' }, { id: 'prod' }] },
      ],
    });
  });
  afterEach(() => api.close());

  const idsOf = async (query: string) =>
    (await api.get<DeliveryPage>(`${PATH}${query}`)).body.deliveries.map(({ id }) => id);

  const stateOf = async (id: string) => (await store.delivery(id))?.state;

  it('shows the log newest first, and counts what waits and what was given up', async () => {
    const { body } = await api.get<DeliveryPage>(PATH);
    expect(body).toEqual({
      deliveries: [DEAD_IN_PROD, DEAD, WAITING],
      nextCursor: null,
      counts: { waiting: 1, dead: 2 },
    });
  });

  it.each([
    ['?environment=dev', [DEAD, WAITING]],
    ['?channel=prod.discord', [DEAD_IN_PROD]],
    ['?state=dead', [DEAD_IN_PROD, DEAD]],
    [`?incident=${idOf(2)}`, [DEAD_IN_PROD]],
    [`?limit=1&cursor=${DEAD.id}`, [WAITING]],
  ])('finds those of %s', async (query, expected) => {
    expect(await idsOf(query)).toEqual(expected.map(({ id }) => id));
  });

  it.each([
    'state=lost',
    'incident=7',
    'limit=many',
    'limit=1e1',
    'limit=0x10',
    'limit=%205',
    'limit=+5',
    'limit=5.0',
    'limit=',
    'limit=201',
  ])('refuses %s', async (query) => {
    const { status, body } = await api.get<Problem>(`${PATH}?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ field: query.split('=')[0] }] });
  });

  it('puts one dead delivery back into its queue', async () => {
    const { status, body } = await api.post(`${PATH}/${DEAD.id}/replay`);
    expect({ status, body }).toEqual({ status: 200, body: { replayed: 1 } });
    expect(hurried).toEqual([[true, false]]);
    expect(await stateOf(DEAD.id)).toBe('queued');
    expect(await stateOf(DEAD_IN_PROD.id)).toBe('dead');
  });

  it('replays nothing that is not dead, and says what it is', async () => {
    const { status, body } = await api.post<Problem>(`${PATH}/${WAITING.id}/replay`);
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'delivery-not-dead', params: { state: 'queued' } });
  });

  it('answers the replay of a delivery that there is not with a 404', async () => {
    const { status, body } = await api.post<Problem>(`${PATH}/${idOf(99)}/replay`);
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'unknown-delivery' });
  });

  it('replays all dead ones of an environment', async () => {
    expect((await api.post(`${PATH}/replays`, { environment: 'prod' })).body).toEqual({ replayed: 1 });
    expect(hurried).toEqual([[false, true]]);
    expect(await stateOf(DEAD_IN_PROD.id)).toBe('queued');
    expect(await stateOf(DEAD.id)).toBe('dead');
  });

  it('replays all dead ones where no environment is named', async () => {
    expect((await api.post(`${PATH}/replays`)).body).toEqual({ replayed: 2 });
    expect(hurried).toEqual([[true, true]]);
  });

  it('does not replay all for a misspelled environment', async () => {
    expect(await api.post(`${PATH}/replays`, { environment: 'prd' })).toMatchObject({
      status: 404,
      body: { code: 'unknown-environment' },
    });
    expect(await api.post(`${PATH}/replays`, { enviroment: 'prod' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'enviroment' }] },
    });
    expect(await stateOf(DEAD.id)).toBe('dead');
  });

  it('dismisses one dead delivery in a person’s name, and says so on the stream', async () => {
    const { status, body } = await api.post(`${PATH}/${DEAD.id}/dismissal`, { by: 'Minji' });
    expect({ status, body }).toEqual({ status: 200, body: { dismissed: 1 } });
    expect(await store.delivery(DEAD.id)).toMatchObject({ state: 'dismissed', dismissedBy: 'Minji' });
    expect((await api.get<DeliveryPage>(PATH)).body.counts).toEqual({ waiting: 1, dead: 1 });
    expect(events).toEqual([{ topic: 'deliveries', environment: 'dev', incidentId: null }]);
  });

  it.each([
    ['what is not dead', WAITING.id, { by: 'Minji' }, 409, 'delivery-not-dead'],
    ['what there is not', idOf(99), { by: 'Minji' }, 404, 'unknown-delivery'],
    ['in nobody’s name', DEAD.id, {}, 400, 'invalid-input'],
  ])('does not dismiss %s', async (_, id, dismissal, expected, code) => {
    const { status, body } = await api.post<Problem>(`${PATH}/${id}/dismissal`, dismissal);
    expect({ status, code: body.code }).toEqual({ status: expected, code });
    expect(await stateOf(DEAD.id)).toBe('dead');
  });

  it.each([
    [{ by: 'Minji' }, 2],
    [{ by: 'Minji', environment: 'prod' }, 1],
  ])('dismisses all dead ones of %j', async (request, dismissed) => {
    expect((await api.post(`${PATH}/dismissals`, request)).body).toEqual({ dismissed });
    expect(await stateOf(DEAD_IN_PROD.id)).toBe('dismissed');
  });

  it.each(['GET', 'POST'])('says to a %s that the store fails, while it does', async (method) => {
    store.isFailing = true;
    const answer = await (method === 'GET' ? api.get(PATH) : api.post(`${PATH}/replays`));
    expect(answer).toMatchObject({ status: 503, body: { code: 'store-failing' } });
  });
});
