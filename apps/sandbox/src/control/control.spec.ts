import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openStage, type Stage } from '../testing/stage.ts';

describe('the control endpoint', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const arm = (order: unknown) => stage.send('POST', '/__control/faults', order);

  it('arms a fault, lists it and clears it by service and environment', async () => {
    const armed = await arm({
      service: 'discord',
      environment: 'prod',
      kind: 'status',
      status: 503,
      times: 2,
    });
    await arm({ service: 'sentry', kind: 'hang' });
    const { id } = armed.json<{ id: string }>();
    expect(armed.status).toBe(201);
    expect((await stage.call('/__control/faults')).json()).toEqual([
      { id, service: 'discord', environment: 'prod', kind: 'status', status: 503, times: 2 },
      { id: expect.any(String), service: 'sentry', kind: 'hang' },
    ]);
    await stage.call('/__control/faults?service=discord&environment=prod', { method: 'DELETE' });
    expect((await stage.call('/__control/faults')).json()).toMatchObject([{ service: 'sentry' }]);
    await stage.call('/__control/faults', { method: 'DELETE' });
    expect((await stage.call('/__control/faults')).json()).toEqual([]);
  });

  it.each([
    ['an unknown service', { service: 'discrod', kind: 'hang' }],
    ['an unknown kind', { service: 'discord', kind: 'melt' }],
    ['an unknown environment', { service: 'discord', environment: 'production', kind: 'hang' }],
    ['an unknown field', { service: 'discord', kind: 'hang', delay: 5 }],
    ['a fault of another protocol', { service: 'discord', kind: 'loading' }],
    ['a delay of no length', { service: 'discord', kind: 'delay' }],
    ['no times at all', { service: 'discord', kind: 'hang', times: 0 }],
    ['a scope without a limit', { service: 'discord', kind: 'hang', scope: 'global' }],
    ['a list', []],
  ])('refuses %s and says why', async (_, order) => {
    const answer = await arm(order);
    expect([answer.status, answer.json()]).toEqual([400, { error: expect.any(String) }]);
    expect(stage.faults.list()).toEqual([]);
  });

  it('is never subject to a fault', async () => {
    for (const service of ['uptimerobot', 'sentry', 'sentry-ingest', 'discord', 'app']) {
      await arm({ service, kind: 'hang' });
    }
    expect((await stage.call('/__control/state')).status).toBe(200);
  });

  it('counts calls by service and credential, its own not', async () => {
    const headers = { authorization: 'Bearer ur-sandbox-shared' };
    await stage.call('/uptimerobot/v3/monitors', { headers });
    await stage.call('/uptimerobot/v3/monitors', { headers });
    await stage.call('/uptimerobot/v3/monitors');
    await stage.call('/discord/api/webhooks/1/wrong');
    const { calls } = (await stage.call('/__control/state')).json<{ calls: unknown }>();
    expect(calls).toEqual({
      uptimerobot: { 'ur-sandbox-shared': 2, none: 1 },
      discord: { unknown: 1 },
    });
  });

  it('sets what an endpoint answers, also under a longer path', async () => {
    await stage.send('PUT', '/__control/app/dev/health', { status: 500, body: 'broken' });
    await stage.send('PUT', '/__control/app/dev/status/200', { status: 418 });
    const answer = await stage.call('/app/dev/health');
    expect([answer.status, answer.text]).toEqual([500, 'broken']);
    expect((await stage.call('/app/dev/status/200')).status).toBe(418);
    expect((await stage.call('/app/prod/health')).status).toBe(200);
    expect((await stage.send('PUT', '/__control/app/qa/health', { status: 500 })).status).toBe(404);
  });

  it('refuses a monitor that is not there and a status that is none', async () => {
    expect((await stage.send('PUT', '/__control/monitors/1', { status: 'UP' })).status).toBe(404);
    const [monitor] = (await stage.call('/__control/monitors')).json<{ id: number }[]>();
    expect((await stage.send('PUT', `/__control/monitors/${monitor?.id}`, { status: 'GREEN' })).status).toBe(
      400,
    );
  });

  it('gives an environment many monitors, until a reset', async () => {
    const count = async () => (await stage.call('/__control/monitors')).json<unknown[]>().length;
    const before = await count();
    await stage.send('POST', '/__control/monitors', { environment: 'dev', count: 500 });
    expect(await count()).toBe(before + 500);
    const ids = (await stage.call('/__control/monitors')).json<{ id: number }[]>().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const refused = await stage.send('POST', '/__control/monitors', { environment: 'dev', count: 500 });
    expect(refused.status).toBe(400);
    await stage.call('/__control/reset', { method: 'POST' });
    expect(await count()).toBe(before);
  });

  it('forgets everything at a reset', async () => {
    await arm({ service: 'discord', kind: 'status', times: 5 });
    await stage.send('PUT', '/__control/app/dev/health', { status: 500 });
    await stage.send('PUT', '/__control/monitors/801000001', { status: 'DOWN' });
    const webhook = '/discord/api/webhooks/100000000000000001/sandbox-dev-token';
    await stage.call('/__control/faults', { method: 'DELETE' });
    await stage.send('POST', webhook, { content: 'x' });
    await stage.call(webhook, { method: 'DELETE' });
    await stage.call('/__control/reset', { method: 'POST' });
    expect((await stage.call('/__control/state')).json()).toMatchObject({
      calls: {},
      uptimerobot: { monitorsSetByHand: {} },
      app: { answersSetByHand: {} },
    });
    expect((await stage.call(webhook)).status).toBe(200);
    expect((await stage.call('/app/dev/health')).status).toBe(200);
  });
});
