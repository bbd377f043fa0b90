import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Channel } from '@envscope/integrations/kernel/channels/channel.js';
import { channelMessageOf, describeChannelContract } from '@envscope/testing/contracts/channel-contract.js';
import { channelOf, sandboxStage } from '@envscope/testing/contracts/channel-stage.js';
import { channelsOf } from '@envscope/testing/environments.js';
import { startSandbox, type Sandbox } from '@envscope/testing/servers/sandbox.js';
import * as z from 'zod';
import { discordChannel } from './discord.channel.js';

const ROLE = '500000000000000001';
const THREAD = '400000000000000001';

const State = z.object({
  discord: z.object({
    webhooks: z.array(
      z.object({
        id: z.string(),
        messages: z.array(
          z.object({
            id: z.string(),
            channel_id: z.string(),
            content: z.string(),
            mention_roles: z.array(z.string()),
            embeds: z.array(z.object({ title: z.string(), description: z.string().optional() })),
          }),
        ),
      }),
    ),
  }),
});

function webhookUrl(origin: string, name: 'dev' | 'prod'): string {
  const place = { dev: 1, prod: 3 }[name];
  return `${origin}/discord/api/webhooks/10000000000000000${place}/sandbox-${name}-token`;
}

const channelAt = (origin: string, variables: Record<string, string> = {}): Channel =>
  channelOf(discordChannel, { DISCORD_WEBHOOK_URL: webhookUrl(origin, 'dev'), ...variables });

const messagesOf = async (sandbox: Sandbox) =>
  State.parse(await sandbox.state()).discord.webhooks.flatMap(({ id, messages }) =>
    messages.map((message) => ({ webhook: id, ...message })),
  );

describeChannelContract(
  'DiscordChannel',
  () => sandboxStage('discord', channelAt, async (sandbox) => (await messagesOf(sandbox)).length),
  { isStatusEnough: false, knowsItsMessages: true, hasGlobalLimit: true, secrets: ['sandbox-dev-token'] },
);

describe('DiscordChannel', () => {
  const signal = (): AbortSignal => AbortSignal.timeout(10_000);
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => sandbox.reset());
  afterAll(() => sandbox.close());

  it('asks for a pause when the allowance of its webhook is used up', async () => {
    const channel = channelAt(sandbox.http);
    const pauses = [];
    for (let count = 0; count < 5; count += 1) {
      pauses.push((await channel.post(channelMessageOf(), signal())).pauseMs);
    }
    expect(pauses.slice(0, 4)).toEqual([0, 0, 0, 0]);
    expect(pauses[4]).toBeGreaterThan(0);
    expect(pauses[4]).toBeLessThanOrEqual(2_000);
  });

  it('wakes the role of the severity, and nobody for another', async () => {
    const channel = channelAt(sandbox.http, { DISCORD_MENTION_ROLES: `critical=${ROLE}` });
    await channel.post(channelMessageOf({ urgency: 'critical' }), signal());
    await channel.post(channelMessageOf({ urgency: 'low' }), signal());
    expect((await messagesOf(sandbox)).map((message) => message.mention_roles)).toEqual([[ROLE], []]);
  });

  it('puts what an incident is now in the place of what it was', async () => {
    const channel = channelAt(sandbox.http);
    const { messageId } = await channel.post(channelMessageOf(), signal());
    const [block] = channelMessageOf().blocks;
    const worse = block ? [{ ...block, title: 'Development: 3 services are down' }] : [];
    await channel.edit?.(messageId ?? '', channelMessageOf({ blocks: worse }), signal());
    expect((await messagesOf(sandbox)).map(({ embeds }) => embeds[0]?.title)).toEqual([
      'Development: 3 services are down',
    ]);
  });

  it('makes a message that Discord takes, whatever is in it', async () => {
    const [block] = channelMessageOf().blocks;
    if (!block) throw new Error('There is no block');
    const long = '<t:1:R> *x* 😀 '.repeat(1_000);
    const facts = Array.from({ length: 40 }, () => ({ name: long, value: [long], isShort: false }));
    const links = Array.from({ length: 40 }, () => ({ label: long.slice(0, 99), url: 'http://a.example' }));
    const huge = { ...block, title: long, text: [long], facts, links, footer: long, url: 'http://localhost' };
    const empty = { ...block, title: '', text: [], facts: [], links: [], footer: '' };
    const blocks = [huge, empty, ...Array.from({ length: 20 }, () => huge)];
    await channelAt(sandbox.http).post(channelMessageOf({ blocks }), signal());
    expect(await messagesOf(sandbox)).toHaveLength(1);
  });

  describe('of a route', () => {
    it('posts by the webhook, or into the thread, that the route names', async () => {
      const [own, critical, mongodb] = channelsOf(discordChannel, {
        dev: {
          DISCORD_WEBHOOK_URL: webhookUrl(sandbox.http, 'dev'),
          DISCORD_ROUTES: `critical=${webhookUrl(sandbox.http, 'prod')},mongodb=thread:${THREAD}`,
        },
      });
      const channels = [own, critical, mongodb].flatMap((channel) => channel ?? []);
      expect(channels.map(({ id, queue, route }) => [id, queue, route])).toEqual([
        ['dev.discord', 'discord:100000000000000001', { severities: null, services: null }],
        ['dev.discord.critical', 'discord:100000000000000003', { severities: ['critical'], services: null }],
        ['dev.discord.mongodb', 'discord:100000000000000001', { severities: null, services: ['mongodb'] }],
      ]);
      for (const channel of channels) {
        const { messageId } = await channel.post(channelMessageOf(), signal());
        await channel.edit?.(messageId ?? '', channelMessageOf(), signal());
      }
      const places = (await messagesOf(sandbox)).map(({ webhook, channel_id }) => [webhook, channel_id]);
      expect(places).toEqual([
        ['100000000000000001', '200000000000000001'],
        ['100000000000000001', THREAD],
        ['100000000000000003', '200000000000000003'],
      ]);
    });

    it('is broken where there is no such thread', async () => {
      const [, channel] = channelsOf(discordChannel, {
        dev: {
          DISCORD_WEBHOOK_URL: webhookUrl(sandbox.http, 'dev'),
          DISCORD_ROUTES: 'critical=thread:400000000000000777',
        },
      });
      await expect(channel?.post(channelMessageOf(), signal())).rejects.toMatchObject({
        kind: 'broken',
        reason: { code: 'not-found' },
      });
    });
  });
});
