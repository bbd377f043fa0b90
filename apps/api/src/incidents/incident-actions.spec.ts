import type { Incident, Problem } from '@envscope/contracts/index.js';
import { ENVIRONMENTS } from '@envscope/environments/environments.js';
import { IncidentRepository } from '@envscope/monitoring/repository/incident-repository.js';
import { IncidentActions } from '@envscope/monitoring/repository/incident-actions.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { idOf, incidentOf } from '@envscope/testing/alerts.js';
import { FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiUnderTest } from '../testing/api-under-test.js';
import { IncidentLog } from './incident-log.js';
import { IncidentsController } from './incidents.controller.js';
import { readerOver } from '../testing/reader-over.js';

const PATH = '/internal/incidents';
const OPEN = incidentOf({ id: idOf(1) });
const OVER = incidentOf({ id: idOf(2), resolvedAt: '2026-10-02T10:00:00.000Z' });
const MINJI = { by: 'Minji', note: 'On it' };

describe('what people do to incidents', () => {
  let store: FakeAlertStore;
  let api: ApiUnderTest;

  beforeEach(async () => {
    store = new FakeAlertStore();
    for (const incident of [OPEN, OVER]) await store.saveIncident({ incident, deliveries: [] });
    const book = new IncidentRepository(store, {
      owner: 'spec',
      addDeliveries: ({ incident }) => ({ incident, deliveries: [] }),
      onChange: () => undefined,
      onImpaired: () => undefined,
    });
    api = await ApiUnderTest.start({
      controllers: [IncidentsController],
      providers: [
        IncidentLog,
        { provide: AlertReader, useValue: readerOver(store) },
        { provide: ENVIRONMENTS, useValue: [{ id: 'dev' }] },
        { provide: IncidentActions, useValue: new IncidentActions(book) },
      ],
    });
  });
  afterEach(() => api.close());

  const send = <T>(action: string, body: object, id = OPEN.id) =>
    api.post<T>(`${PATH}/${id}/${action}`, body);

  it('is kept and answered: acknowledged, commented, resolved', async () => {
    expect(await send<Incident>('acknowledgement', MINJI)).toMatchObject({
      status: 200,
      body: { version: 2, acknowledgement: MINJI },
    });
    expect(await send('comments', { by: 'Jun', note: 'The disk is full' })).toMatchObject({ status: 200 });
    const { body } = await send<Incident>('resolution', { by: 'Minji' });
    expect(body).toMatchObject({ targetState: 'healthy', resolution: 'by-hand' });
    expect(body.timeline.map(({ kind }) => kind)).toEqual([
      'opened',
      'acknowledged',
      'commented',
      'resolved',
    ]);
    expect((await api.get(`${PATH}/${OPEN.id}`)).body).toEqual(body);
  });

  it('does not take an incident from who has it', async () => {
    await send('acknowledgement', MINJI);
    const { status, body } = await send<Problem>('acknowledgement', { by: 'Jun' });
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'already-acknowledged', params: { by: 'Minji' } });
  });

  it.each(['acknowledgement', 'comments', 'resolution'])('refuses %s of what is over', async (action) => {
    const { status, body } = await send<Problem>(action, MINJI, OVER.id);
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'incident-resolved' });
  });

  it.each(['acknowledgement', 'comments', 'resolution'])(
    'answers %s of no incident with a 404',
    async (action) => {
      const { status, body } = await send<Problem>(action, MINJI, idOf(99));
      expect(status).toBe(404);
      expect(body).toMatchObject({ code: 'unknown-incident', params: { id: idOf(99) } });
    },
  );

  it.each([
    ['nobody', 'acknowledgement', { note: 'On it' }, 'by'],
    ['a blank name', 'acknowledgement', { by: ' ' }, 'by'],
    ['a note without end', 'resolution', { by: 'Minji', note: 'x'.repeat(2_001) }, 'note'],
    ['a comment that says nothing', 'comments', { by: 'Minji', note: ' ' }, 'note'],
    ['a field that there is not', 'comments', { ...MINJI, at: '2020-01-01T00:00:00Z' }, 'at'],
  ])('refuses %s and names the field', async (_, action, given, field) => {
    const { status, body } = await send<Problem>(action, given);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ field }] });
  });

  it('is not believed to be kept where the store cannot be asked', async () => {
    store.isFailing = true;
    const { status, body } = await send<Problem>('acknowledgement', MINJI);
    expect(status).toBe(503);
    expect(body).toMatchObject({ code: 'store-failing' });
  });
});
