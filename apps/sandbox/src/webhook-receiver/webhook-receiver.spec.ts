import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { OPENING_MS, openStage, type Stage } from '../testing/stage.ts';

const BODY = '{"id":"d-1","text":"Redis is down"}';
const NOW_SECONDS = OPENING_MS / 1_000;

describe('the webhook receiver', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const deliver = ({
    body = BODY,
    environment = 'prod',
    secret = 'sandbox-hook-secret-prod',
    timestamp = String(NOW_SECONDS),
    id = 'd-1',
  } = {}) => {
    const mac = createHmac('sha256', secret).update(`${timestamp}.${BODY}`).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'x-envscope-timestamp': timestamp,
      'x-envscope-signature': `v1=${mac}`,
      'x-envscope-delivery': id,
    };
    return stage.call(`/hooks/${environment}`, { method: 'POST', headers, body });
  };
  const state = async () =>
    (await stage.call('/__control/state')).json<{ 'webhook-receiver': { taken: unknown[] } }>()[
      'webhook-receiver'
    ].taken;

  it('takes what is signed, and lists what it took', async () => {
    expect((await deliver()).status).toBe(204);
    expect(await state()).toEqual([
      {
        id: 'd-1',
        environment: 'prod',
        at: new Date(OPENING_MS).toISOString(),
        isRepeated: false,
        body: { id: 'd-1', text: 'Redis is down' },
      },
    ]);
  });

  it('notes what it received before', async () => {
    await deliver();
    await deliver();
    await deliver({ id: 'd-2' });
    expect(await state()).toMatchObject([{ isRepeated: false }, { isRepeated: true }, { isRepeated: false }]);
  });

  it.each([
    ['signed with another secret', { secret: 'sandbox-hook-secret-dev' }],
    ['changed on the way', { body: BODY.replace('down', 'up') }],
    ['signed long ago', { timestamp: String(NOW_SECONDS - 301) }],
    ['signed for a time that is none', { timestamp: 'today' }],
  ])('refuses what was %s', async (_story, parts) => {
    expect((await deliver(parts)).status).toBe(401);
    expect(await state()).toEqual([]);
  });

  it('knows no hook of an environment that there is not', async () => {
    expect((await deliver({ environment: 'qa' })).status).toBe(404);
  });

  it('has the faults of everything that speaks HTTP', async () => {
    stage.faults.add({ service: 'webhook-receiver', kind: 'rate-limit', retryAfterSeconds: 7 });
    const answer = await deliver();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await state()).toEqual([]);
  });

  it('forgets everything at a reset', async () => {
    await deliver();
    await stage.call('/__control/reset', { method: 'POST' });
    expect(await state()).toEqual([]);
  });
});
