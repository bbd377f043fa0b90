import type { AlertEvent, Problem, Mute, MuteAdded, MuteList } from '@envscope/contracts/index.js';
import { ENVIRONMENTS } from '@envscope/environments/environments.js';
import { LiveFeed, type LiveEvent } from '@envscope/monitoring/feed/live-feed.js';
import { StatusBoard } from '@envscope/monitoring/checks/status-board.js';
import { MOST_MUTES, MuteRepository } from '@envscope/monitoring/mutes/mute-repository.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { idOf, incidentOf, muteOf } from '@envscope/testing/alerts.js';
import { FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { observationOf } from '@envscope/testing/observations.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiUnderTest } from '../testing/api-under-test.js';
import { MuteActions } from './mute-actions.js';
import { MutesController } from './mutes.controller.js';

const PATH = '/internal/mutes';
const HOUR_MS = 3_600_000;

const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

const MAINTENANCE = { kind: 'maintenance', scope: { environment: 'dev' }, reason: 'Deployment', by: 'CI' };
const SILENCE = { ...MAINTENANCE, kind: 'silence', endsAt: inHours(1) };

describe('MutesController', () => {
  let store: FakeAlertStore;
  let api: ApiUnderTest;
  let book: MuteRepository;
  let events: AlertEvent[];

  beforeEach(async () => {
    store = new FakeAlertStore();
    book = new MuteRepository(store, Date.now);
    events = [];
    const board = new StatusBoard({ noteObservation: () => undefined });
    board.show(observationOf({ service: 'endpoints', results: [{ target: 'shop' }] }));
    const memory = { incident: () => undefined, ahead: () => [], deliveriesOf: () => [], isLeading: false };
    const alerts = new AlertReader(store, memory);
    const feed = new LiveFeed();
    feed.listen().subscribe(({ data }: LiveEvent) => events.push(data as AlertEvent));
    api = await ApiUnderTest.start({
      controllers: [MutesController],
      providers: [
        MuteActions,
        { provide: MuteRepository, useValue: book },
        { provide: StatusBoard, useValue: board },
        { provide: AlertReader, useValue: alerts },
        { provide: LiveFeed, useValue: feed },
        { provide: ENVIRONMENTS, useValue: [{ id: 'dev' }, { id: 'prod' }] },
      ],
    });
  });
  afterEach(() => api.close());

  it('opens a maintenance for a deployment, and ends it when it is done', async () => {
    const opened = await api.post<Mute>(PATH, MAINTENANCE);
    expect(opened).toMatchObject({
      status: 201,
      body: {
        kind: 'maintenance',
        scope: { environment: 'dev', service: null, target: null },
        endsAt: null,
        createdBy: 'CI',
        ended: null,
      },
    });
    const ended = await api.post<Mute>(`${PATH}/${opened.body.id}/end`, { by: 'Minji' });
    expect(ended).toMatchObject({ status: 200, body: { id: opened.body.id, ended: { by: 'Minji' } } });
    const { body } = await api.get<MuteList>(PATH);
    expect(body.mutes).toEqual([ended.body]);
  });

  it('announces both on the stream', async () => {
    const { body } = await api.post<Mute>(PATH, MAINTENANCE);
    await api.post(`${PATH}/${body.id}/end`, { by: 'CI' });
    const event = { topic: 'mutes', environment: 'dev', incidentId: null };
    expect(events).toEqual([event, event]);
  });

  it('lists what is planned and active, and what was over within 30 days', async () => {
    const yesterday = muteOf({ startsAt: inHours(-25), endsAt: inHours(-24) });
    const lastQuarter = muteOf({
      id: crypto.randomUUID(),
      startsAt: inHours(-2_001),
      endsAt: inHours(-2_000),
    });
    for (const mute of [yesterday, lastQuarter]) await store.saveMute(mute, null);
    await book.load();
    const active = (await api.post<Mute>(PATH, SILENCE)).body;
    const tomorrow = { ...MAINTENANCE, startsAt: inHours(24), endsAt: inHours(25) };
    const planned = (await api.post<Mute>(PATH, tomorrow)).body;
    const { body } = await api.get<MuteList>(PATH);
    expect(body.mutes.map(({ id }) => id).sort()).toEqual([yesterday.id, active.id, planned.id].sort());
  });

  it('lists page by page, the one that begins last first', async () => {
    const starting = async (hours: number) =>
      (await api.post<Mute>(PATH, { ...MAINTENANCE, startsAt: inHours(hours) })).body.id;
    const ids = [await starting(1), await starting(3), await starting(2)];
    const page = async (query: string) => (await api.get<MuteList>(`${PATH}?${query}`)).body;
    const first = await page('limit=2');
    expect(first.mutes.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
    const second = await page(`limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ mutes: [{ id: ids[0] }], nextCursor: null });
  });

  it('asks to begin again where the cursor’s mute is there no more', async () => {
    const { status, body } = await api.get<Problem>(`${PATH}?cursor=${crypto.randomUUID()}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ field: 'cursor', code: 'unknown-cursor' }] });
  });

  it('keeps so many mutes at once and no more', async () => {
    for (let count = 0; count < MOST_MUTES; count += 1) {
      await store.saveMute(
        muteOf({ id: crypto.randomUUID(), startsAt: inHours(-1), endsAt: inHours(1) }),
        null,
      );
    }
    await book.load();
    expect(await api.post(PATH, SILENCE)).toMatchObject({
      status: 409,
      body: { code: 'too-many-mutes', params: { most: MOST_MUTES } },
    });
  });

  it.each([
    ['a silence without an end', { ...SILENCE, endsAt: undefined }, 'endsAt', 'needs-end'],
    ['an end in the past', { ...SILENCE, endsAt: inHours(-1) }, 'endsAt', 'in-the-past'],
    ['an end before its start', { ...SILENCE, startsAt: inHours(2) }, 'endsAt', 'ends-before-it-starts'],
    [
      'a target without its service',
      { ...SILENCE, scope: { environment: 'dev', target: 'api' } },
      'scope.target',
      'needs-service',
    ],
    ['a silence of a hundred years', { ...SILENCE, endsAt: inHours(876_600) }, 'endsAt', 'over-a-year'],
    [
      'a start in a hundred years',
      { ...MAINTENANCE, startsAt: inHours(876_600) },
      'startsAt',
      'too-far-ahead',
    ],
    ['a line break in a name', { ...SILENCE, by: 'Min\nji' }, 'by', 'unseen-characters'],
    ['a reason that nobody sees', { ...SILENCE, reason: '\u200b\u2060' }, 'reason', 'unseen-characters'],
    ['a field that there is not', { ...SILENCE, until: inHours(1) }, 'until', 'unknown-field'],
  ])('refuses %s and says so of the field', async (_, draft, field, code) => {
    const { status, body } = await api.post<Problem>(PATH, draft);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ field, code }] });
    expect(events).toEqual([]);
  });

  it('mutes no environment that there is not', async () => {
    const draft = { ...SILENCE, scope: { environment: 'prd' } };
    const { status, body } = await api.post<Problem>(PATH, draft);
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'unknown-environment', params: { known: ['dev', 'prod'] } });
  });

  it.each([
    { scope: { environment: 'dev', service: 'endpoints', target: 'shop' }, warnings: [] },
    { scope: { environment: 'dev', service: 'endpoints', target: 'shpo' }, warnings: ['unknown-target'] },
    { scope: { environment: 'prod', service: 'endpoints', target: 'shop' }, warnings: ['unknown-target'] },
    { scope: { environment: 'prod', service: 'endpoints' }, warnings: [] },
  ])('mutes $scope, and warns of $warnings', async ({ scope, warnings }) => {
    const { status, body } = await api.post<MuteAdded>(PATH, { ...SILENCE, scope });
    expect(status).toBe(201);
    expect(body).toMatchObject({ scope, warnings });
  });

  it('needs no reason', async () => {
    const { status, body } = await api.post<Mute>(PATH, { ...SILENCE, reason: undefined });
    expect([status, body.reason]).toEqual([201, '']);
  });

  it('lists those that are not over, or those of one state', async () => {
    const [active, ended] = [await api.post<Mute>(PATH, SILENCE), await api.post<Mute>(PATH, SILENCE)];
    const planned = await api.post<Mute>(PATH, { ...MAINTENANCE, startsAt: inHours(1) });
    await api.post(`${PATH}/${ended.body.id}/end`, { by: 'Minji' });
    const idsOf = async (state: string) =>
      (await api.get<MuteList>(`${PATH}?state=${state}`)).body.mutes.map(({ id }) => id);
    expect(await idsOf('current')).toEqual([planned.body.id, active.body.id]);
    expect(await idsOf('active')).toEqual([active.body.id]);
    expect(await idsOf('over')).toEqual([ended.body.id]);
    expect((await api.get(`${PATH}?state=loud`)).status).toBe(400);
  });

  it('silences a single incident, of which it knows where that began', async () => {
    await store.saveIncident({ incident: incidentOf(), deliveries: [] });
    const { id, environment, service, firstCause } = incidentOf();
    const { status, body } = await api.post<MuteAdded>(PATH, {
      ...SILENCE,
      scope: { environment, incident: id },
    });
    expect(status).toBe(201);
    const scope = { environment, service, target: firstCause.target, incident: id };
    expect(body).toMatchObject({ scope, warnings: [] });
    expect([book.mutedIncident(id), book.mutedBy(environment, service, firstCause.target)]).toEqual([
      body.id,
      null,
    ]);
  });

  it.each([
    ['that there is not', idOf(9), 'dev', 404, 'unknown-incident'],
    ['of another environment', idOf(1), 'prod', 404, 'unknown-incident'],
    ['that is over', idOf(2), 'dev', 409, 'incident-resolved'],
  ])('silences no incident %s', async (_, incident, environment, expected, code) => {
    const over = { resolvedAt: inHours(-1), resolution: 'recovered' } as const;
    for (const one of [incidentOf({ id: idOf(1) }), incidentOf({ id: idOf(2), ...over })]) {
      await store.saveIncident({ incident: one, deliveries: [] });
    }
    const { status, body } = await api.post<Problem>(PATH, { ...SILENCE, scope: { environment, incident } });
    expect({ status, code: body.code }).toEqual({ status: expected, code });
  });

  it('ends nothing twice', async () => {
    const { body } = await api.post<Mute>(PATH, SILENCE);
    await api.post(`${PATH}/${body.id}/end`, { by: 'Minji' });
    const again = await api.post<Problem>(`${PATH}/${body.id}/end`, { by: 'Minji' });
    expect(again).toMatchObject({ status: 409, body: { code: 'mute-ended' } });
  });

  it('answers the end of what there is not with a 404', async () => {
    const answer = await api.post<Problem>(`${PATH}/nope/end`, { by: 'Minji' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-mute', params: { id: 'nope' } } });
  });

  it('promises no mute that the store has not kept', async () => {
    store.isFailing = true;
    const answer = await api.post<Problem>(PATH, SILENCE);
    expect(answer).toMatchObject({ status: 503, body: { code: 'store-failing' } });
    expect(events).toEqual([]);
  });
});
