import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Channel } from '@envscope/integrations/kernel/channels/channel.js';
import { incidentOf, idOf } from '@envscope/testing/alerts.js';
import { channelMessageOf, describeChannelContract } from '@envscope/testing/contracts/channel-contract.js';
import { channelOf, sandboxStage } from '@envscope/testing/contracts/channel-stage.js';
import { startSandbox, type Sandbox } from '@envscope/testing/servers/sandbox.js';
import * as z from 'zod';
import { webhookChannel } from './webhook.channel.js';

const SECRET = 'sandbox-hook-secret-dev';
const KEY = 'key-in-the-query';

const State = z.object({
  'webhook-receiver': z.object({
    taken: z.array(
      z.object({
        id: z.string(),
        environment: z.string(),
        isRepeated: z.boolean(),
        body: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
});

const channelAt = (origin: string, secret = SECRET): Channel =>
  channelOf(webhookChannel, {
    ALERT_WEBHOOK_URL: `${origin}/hooks/dev?key=${KEY}`,
    ALERT_WEBHOOK_SECRET: secret,
  });
const taken = async (sandbox: Sandbox) => State.parse(await sandbox.state())['webhook-receiver'].taken;

describeChannelContract(
  'WebhookChannel',
  () => sandboxStage('webhook-receiver', channelAt, async (sandbox) => (await taken(sandbox)).length),
  { isStatusEnough: true, knowsItsMessages: false, hasGlobalLimit: false, secrets: [SECRET, KEY] },
);

describe('WebhookChannel', () => {
  const signal = (): AbortSignal => AbortSignal.timeout(10_000);
  let sandbox: Sandbox;
  let channel: Channel;
  beforeAll(async () => {
    sandbox = await startSandbox();
    channel = channelAt(sandbox.http);
  });
  afterEach(() => sandbox.reset());
  afterAll(() => sandbox.close());

  it('reports to programs what happened, and to people in words', async () => {
    const message = channelMessageOf();
    const { messageId } = await channel.post(message, signal());
    expect((await taken(sandbox)).map(({ body }) => body)).toEqual([
      {
        id: messageId,
        sentAt: expect.any(String),
        environment: 'dev',
        events: message.events,
        text: expect.stringContaining('Development: Redis is down'),
      },
    ]);
  });

  it('is not believed with another secret', async () => {
    const impostor = channelAt(sandbox.http, 'another-secret-of-length');
    await expect(impostor.post(channelMessageOf(), signal())).rejects.toMatchObject({
      kind: 'broken',
      reason: { code: 'unauthorized' },
    });
  });

  it('gives up a receiver that says that it is gone', async () => {
    await sandbox.fault({ service: 'webhook-receiver', kind: 'status', status: 410 });
    await expect(channel.post(channelMessageOf(), signal())).rejects.toMatchObject({
      kind: 'broken',
      reason: { code: 'webhook-gone', params: { httpStatus: 410 } },
    });
  });

  const incident = incidentOf();
  const other = incidentOf({ id: idOf(2) });
  const later = { ...incident, version: 2 };
  it.each([
    { story: 'an opening', first: { kind: 'opened', incident }, second: { kind: 'opened', incident: later } },
    { story: 'one change', first: { kind: 'changed', incident }, second: { kind: 'changed', incident } },
  ] as const)('has one name for $story, however often it is reported', async ({ first, second }) => {
    await channel.post(channelMessageOf({ events: [first] }), signal());
    await channel.post(channelMessageOf({ events: [second] }), signal());
    expect((await taken(sandbox)).map(({ isRepeated }) => isRepeated)).toEqual([false, true]);
  });

  it.each([
    {
      story: 'two incidents',
      first: { kind: 'opened', incident },
      second: { kind: 'opened', incident: other },
    },
    {
      story: 'two changes',
      first: { kind: 'changed', incident },
      second: { kind: 'changed', incident: later },
    },
    { story: 'begin and end', first: { kind: 'opened', incident }, second: { kind: 'resolved', incident } },
  ] as const)('has different names for $story', async ({ first, second }) => {
    await channel.post(channelMessageOf({ events: [first] }), signal());
    await channel.post(channelMessageOf({ events: [second] }), signal());
    expect((await taken(sandbox)).map(({ isRepeated }) => isRepeated)).toEqual([false, false]);
  });

  it('never takes two test messages for one', async () => {
    const names = [];
    for (let count = 0; count < 2; count += 1) {
      names.push((await channel.post(channelMessageOf({ events: [] }), signal())).messageId);
    }
    expect(new Set(names).size).toBe(2);
  });
});
