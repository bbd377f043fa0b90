import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OPENING_MS, openStage, type Stage } from '../testing/stage.ts';

const TOPIC = 'envscope-prod-sandbox';
const TOKEN = 'tk_sandboxprod000000000000000000';

interface Message {
  readonly id: string;
  readonly message: string;
  readonly sequence_id?: string;
}

describe('the ntfy server', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const withToken = (token = TOKEN) => ({ headers: { authorization: `Bearer ${token}` } });
  const publish = (fields: object, token = TOKEN) =>
    stage.send('POST', '/ntfy', { topic: TOPIC, message: 'Redis is down', ...fields }, withToken(token));
  const topic = async () => {
    const { ntfy } = (await stage.call('/__control/state')).json<{
      ntfy: { topics: { topic: string; messages: Message[]; notifications: Message[] }[] };
    }>();
    const found = ntfy.topics.find((one) => one.topic === TOPIC);
    if (!found) throw new Error('There is no such topic');
    return found;
  };

  it('publishes JSON at its root, and answers the message', async () => {
    const fields = {
      title: 'Prod',
      priority: 5,
      tags: ['critical'],
      click: 'https://a.example',
      actions: [],
    };
    const answer = await publish(fields);
    const time = OPENING_MS / 1_000;
    expect([answer.status, answer.json()]).toEqual([
      200,
      {
        id: 'prod1xxxxxxx',
        time,
        expires: time + 43_200,
        event: 'message',
        topic: TOPIC,
        message: 'Redis is down',
        ...fields,
      },
    ]);
  });

  it('publishes a text at a topic, with headers', async () => {
    const headers = { ...withToken().headers, 'x-title': 'Prod', priority: 'high', tags: 'critical, prod' };
    const answer = await stage.call(`/ntfy/${TOPIC}`, { method: 'POST', body: '{"a":1}', headers });
    expect(answer.json()).toMatchObject({
      message: '{"a":1}',
      title: 'Prod',
      priority: 4,
      tags: ['critical', 'prod'],
    });
  });

  it('shows the newest message of a sequence, and repeats its id', async () => {
    const first = await publish({ sequence_id: 'redis' });
    await publish({ sequence_id: 'redis', message: 'Redis is up' });
    expect(first.json()).toMatchObject({ sequence_id: 'redis' });
    const { messages, notifications } = await topic();
    expect(messages).toHaveLength(2);
    expect(notifications.map(({ message }) => message)).toEqual(['Redis is up']);
  });

  it('updates a message by the id that it was given', async () => {
    const { id } = (await publish({})).json<Message>();
    await publish({ sequence_id: id, message: 'Redis is up' });
    expect((await topic()).notifications.map(({ message }) => message)).toEqual(['Redis is up']);
  });

  it('knows no sequences where it is an older server, and does not say so', async () => {
    stage.faults.add({ service: 'ntfy', kind: 'old-server' });
    await publish({ sequence_id: 'redis' });
    const answer = await publish({ sequence_id: 'redis' });
    expect(answer.status).toBe(200);
    expect(answer.json()).not.toHaveProperty('sequence_id');
    expect((await topic()).notifications).toHaveLength(2);
  });

  it.each([
    ['a topic that is no name', { topic: 'a b' }, 400, 40_009],
    ['no topic', { topic: undefined }, 400, 40_009],
    ['a priority of 6', { priority: 6 }, 400, 40_007],
    ['a message of 4,097 bytes', { message: `${'가'.repeat(1_365)}ab` }, 400, 40_014],
    ['a title of 1,025 bytes', { title: 'x'.repeat(1_025) }, 400, 40_000],
    ['tags of 513 bytes', { tags: ['x'.repeat(256), 'x'.repeat(256)] }, 400, 40_000],
    [
      'four actions',
      { actions: Array(4).fill({ action: 'view', label: 'A', url: 'https://a.example' }) },
      400,
      40_018,
    ],
    ['an action that leads nowhere', { actions: [{ action: 'view', label: 'A', url: '/a' }] }, 400, 40_018],
    ['a sequence that is no name', { sequence_id: 'a/b' }, 400, 40_000],
    ['8 kB of JSON', { click: `https://a.example/${'x'.repeat(8_192)}` }, 413, 41_303],
  ])('refuses %s', async (_story, fields, status, code) => {
    const answer = await publish(fields);
    expect([answer.status, answer.json()]).toEqual([status, expect.objectContaining({ code, http: status })]);
    expect((await topic()).messages).toEqual([]);
  });

  it('takes a message of 4,096 bytes', async () => {
    expect((await publish({ message: `${'가'.repeat(1_365)}a` })).status).toBe(200);
  });

  it.each([
    ['with a token that nobody was given', TOPIC, 'tk_wrong', 401, 40_101],
    ['with a token for another topic', TOPIC, 'tk_sandboxdev0000000000000000000', 403, 40_301],
    ['to a topic that the server does not name', 'elsewhere', TOKEN, 403, 40_301],
  ])('refuses a message %s', async (_story, name, token, status, code) => {
    const answer = await publish({ topic: name }, token);
    expect([answer.status, answer.json()]).toEqual([status, expect.objectContaining({ code })]);
  });

  it('refuses whoever asks too often without saying for how long', async () => {
    await stage.send('PUT', '/__control/limits', { ntfyAtOnce: 2 });
    const answers = [await publish({}), await publish({}), await publish({})];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers.at(-1)?.json()).toMatchObject({ code: 42_901 });
    expect(answers.at(-1)?.headers.get('retry-after')).toBeNull();
    stage.clock.atMs += 5_000;
    expect((await publish({})).status).toBe(200);
  });

  it('says for how long where a proxy does', async () => {
    stage.faults.add({ service: 'ntfy', environment: 'prod', kind: 'rate-limit', retryAfterSeconds: 7 });
    expect((await publish({})).headers.get('retry-after')).toBe('7');
  });

  it('says that it is up, and knows no other page', async () => {
    expect((await stage.call('/ntfy/v1/health')).json()).toEqual({ healthy: true });
    expect((await stage.call('/ntfy/v1/nothing')).json()).toMatchObject({ code: 40_401 });
  });

  it('forgets everything at a reset', async () => {
    await publish({});
    await stage.call('/__control/reset', { method: 'POST' });
    expect((await topic()).messages).toEqual([]);
  });
});
