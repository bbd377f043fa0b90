import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OPENING_MS, openStage, type Stage } from '../testing/stage.ts';

describe('the inbox', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const deliver = (path: string, body = '{ "text": "Redis is down" }', method = 'POST') =>
    stage.call(`/inbox${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body }),
    });
  const taken = async () =>
    (await stage.call('/__control/state')).json<{ inbox: { taken: unknown[] } }>().inbox.taken;

  it('takes JSON under any name, and lists what it took', async () => {
    expect((await deliver('/slack')).status).toBe(204);
    const at = new Date(OPENING_MS).toISOString();
    expect(await taken()).toEqual([{ name: 'slack', at, body: { text: 'Redis is down' } }]);
    await stage.call('/__control/reset', { method: 'POST' });
    expect(await taken()).toEqual([]);
  });

  it.each([
    ['what is no JSON', '/slack', 'Redis is down', 'POST', 400],
    ['a name that is none', '/a/b', '{}', 'POST', 404],
    ['a question', '/slack', '', 'GET', 405],
  ])('refuses %s', async (_story, path, body, method, status) => {
    expect((await deliver(path, body, method)).status).toBe(status);
    expect(await taken()).toEqual([]);
  });
});
