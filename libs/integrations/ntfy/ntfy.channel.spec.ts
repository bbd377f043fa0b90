import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Channel } from '@envscope/integrations/kernel/channels/channel.js';
import { idOf, incidentOf } from '@envscope/testing/alerts.js';
import { channelMessageOf, describeChannelContract } from '@envscope/testing/contracts/channel-contract.js';
import { channelOf, sandboxStage } from '@envscope/testing/contracts/channel-stage.js';
import { channelsOf } from '@envscope/testing/environments.js';
import { startSandbox, type Sandbox } from '@envscope/testing/servers/sandbox.js';
import * as z from 'zod';
import { ntfyChannel } from './ntfy.channel.js';

const TOPIC = 'envscope-dev-sandbox';
const TOKEN = 'tk_sandboxdev0000000000000000000';

const Message = z.looseObject({
  topic: z.string(),
  title: z.string(),
  message: z.string(),
  priority: z.number(),
  tags: z.array(z.string()),
  sequence_id: z.string().optional(),
});
const State = z.object({
  ntfy: z.object({
    topics: z.array(
      z.object({ topic: z.string(), messages: z.array(Message), notifications: z.array(Message) }),
    ),
  }),
});

const topicOf = async (sandbox: Sandbox, name = TOPIC) => {
  const topic = State.parse(await sandbox.state()).ntfy.topics.find((one) => one.topic === name);
  if (!topic) throw new Error(`There is no topic ${name}`);
  return topic;
};

const channelAt = (origin: string, variables: Record<string, string> = {}): Channel =>
  channelOf(ntfyChannel, { NTFY_URL: `${origin}/ntfy/${TOPIC}`, NTFY_TOKEN: TOKEN, ...variables });

describeChannelContract(
  'NtfyChannel',
  () =>
    // An update is one more message, and shown as the one that it replaces.
    sandboxStage('ntfy', channelAt, async (sandbox) => (await topicOf(sandbox)).notifications.length),
  // An update of what is not there is a new notification.
  { isStatusEnough: false, knowsItsMessages: false, hasGlobalLimit: false, secrets: [TOPIC, TOKEN] },
);

describe('NtfyChannel', () => {
  const signal = (): AbortSignal => AbortSignal.timeout(10_000);
  let sandbox: Sandbox;
  let channel: Channel;
  beforeAll(async () => {
    sandbox = await startSandbox();
    channel = channelAt(sandbox.http);
  });
  afterEach(() => sandbox.reset());
  afterAll(() => sandbox.close());

  it('rings by the severity, and leads to the incident', async () => {
    const incident = incidentOf({ severity: 'critical' });
    const message = channelMessageOf({ urgency: 'critical', events: [{ kind: 'opened', incident }] });
    await channel.post(message, signal());
    const [shown] = (await topicOf(sandbox)).notifications;
    expect(shown).toMatchObject({
      title: 'Development: Redis is down',
      priority: 5,
      tags: ['critical', 'dev'],
      click: 'https://envscope.example.com/incidents/1',
      actions: [{ action: 'view', label: 'Redis', url: 'https://console.upstash.com' }],
    });
  });

  it('puts an update in the place of what it updates, and lets no phone ring for it', async () => {
    const { messageId } = await channel.post(channelMessageOf(), signal());
    await channel.edit?.(messageId ?? '', channelMessageOf({ urgency: null }), signal());
    const { messages, notifications } = await topicOf(sandbox);
    expect(messages.map(({ priority }) => priority)).toEqual([4, 2]);
    expect(notifications).toHaveLength(1);
  });

  it('shows what is posted twice once, since it has one name', async () => {
    const first = await channel.post(channelMessageOf(), signal());
    expect(await channel.post(channelMessageOf(), signal())).toEqual(first);
    expect((await topicOf(sandbox)).notifications).toHaveLength(1);
  });

  it('shows two incidents, and an end, as notifications of their own', async () => {
    const [one, other] = [incidentOf(), incidentOf({ id: idOf(2) })];
    const events = [
      { kind: 'opened', incident: one },
      { kind: 'opened', incident: other },
      { kind: 'resolved', incident: one },
    ] as const;
    for (const event of events) await channel.post(channelMessageOf({ events: [event] }), signal());
    expect((await topicOf(sandbox)).notifications).toHaveLength(3);
  });

  it('finds that a server is too old for updates, and posts anew there', async () => {
    await sandbox.fault({ service: 'ntfy', kind: 'old-server' });
    expect(await channel.post(channelMessageOf(), signal())).toEqual({ messageId: null, pauseMs: 0 });
    expect((await channel.edit?.('any', channelMessageOf(), signal()))?.messageId).toBeNull();
    expect((await topicOf(sandbox)).notifications).toHaveLength(2);
  });

  it.each([
    ['with a wrong token', { NTFY_TOKEN: `tk_${'x'.repeat(29)}` }, 'unauthorized', 40_101],
    ['without a right to the topic', { NTFY_TOKEN: 'tk_sandboxprod000000000000000000' }, 'forbidden', 40_301],
  ])('is broken %s, and says what ntfy said', async (_story, variables, code, channelCode) => {
    const post = channelAt(sandbox.http, variables).post(channelMessageOf(), signal());
    await expect(post).rejects.toMatchObject({
      kind: 'broken',
      reason: { code, params: { channelCode, channelMessage: expect.stringMatching(/./) } },
    });
  });

  it('names no wait where ntfy names none', async () => {
    await sandbox.put('/limits', { ntfyAtOnce: 1 });
    await channel.post(channelMessageOf(), signal());
    await expect(channel.post(channelMessageOf(), signal())).rejects.toMatchObject({
      kind: 'limited',
      reason: { code: 'rate-limited', params: { channelCode: 42_901 } },
      options: {},
    });
  });

  it('sends its token to no other server than the one that gave it out', async () => {
    const route = `critical=http://127.0.0.1:1/ntfy/${TOPIC},high=${sandbox.http}/ntfy/${TOPIC}`;
    const dev = { NTFY_URL: `${sandbox.http}/ntfy/${TOPIC}`, NTFY_TOKEN: TOKEN, NTFY_ROUTES: route };
    const [, critical, high] = channelsOf(ntfyChannel, { dev });
    expect([critical?.id, critical?.queue]).toEqual(['dev.ntfy.critical', 'ntfy:127.0.0.1:1']);
    await high?.post(channelMessageOf(), signal());
    expect((await topicOf(sandbox)).notifications).toHaveLength(1);
    const settings = ntfyChannel.section.compose(
      Object.fromEntries(
        Object.entries(dev).map(([name, text]) => [
          name,
          ntfyChannel.section.variables[name]?.schema.parse(text),
        ]),
      ),
      'dev',
      undefined,
    );
    expect(settings.routes.map(({ token }) => token)).toEqual([null, TOKEN]);
  });
});
