import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Network } from '@envscope/integrations/network/network.js';
import { DiscordSnapshot } from '@envscope/contracts/index.js';
import { environmentsModule, environmentsOf, type Texts } from '@envscope/testing/environments.js';
import { describeProbeContract, limitsOf } from '@envscope/testing/contracts/probe-contract.js';
import { startSandbox, type Sandbox } from '@envscope/testing/servers/sandbox.js';
import { HttpService } from '@nestjs/axios';
import { Test } from '@nestjs/testing';
import { ChannelsModule } from '../../channels.module.js';
import { parseWebhookUrl } from '../client/discord.address.js';
import { createDiscordClient } from '../client/discord.client.js';
import { DiscordChannel } from '../discord.channel.js';
import { DiscordModule } from '../discord.module.js';
import { DiscordProbe } from './discord.probe.js';
import { discordSection } from '../discord.settings.js';
import { webhooksOf } from './discord.webhooks.js';

const TOKENS = ['sandbox-dev-token', 'sandbox-staging-token', 'sandbox-prod-token', 'sandbox-crossed-token'];
const PLACES: Readonly<Record<string, number>> = { dev: 1, staging: 2, prod: 3, crossed: 99 };
const CHANNEL_OF_DEV = '200000000000000001';
const HOUR_MS = 3_600_000;

/** A webhook of the sandbox, with its own token unless another is named. */
function webhook(sandbox: Sandbox, name: string, token = `sandbox-${name}-token`) {
  return {
    DISCORD_WEBHOOK_URL: `${sandbox.http}/discord/api/webhooks/10000000000000000${PLACES[name]}/${token}`,
  };
}

async function modulesOf(texts: Texts) {
  const environments = environmentsOf('discord', discordSection, texts);
  const module = await Test.createTestingModule({
    imports: [environmentsModule(environments), ChannelsModule, DiscordModule],
  }).compile();
  return { probe: module.get(DiscordProbe) };
}

async function calls(sandbox: Sandbox): Promise<number> {
  const state = (await sandbox.state()) as { calls: { discord?: Record<string, number> } };
  return Object.values(state.calls.discord ?? {}).reduce((sum, count) => sum + count, 0);
}

async function check(probe: DiscordProbe, environment: string, isRequested = false) {
  const { results, snapshot } = await probe.observe(environment, limitsOf({ isRequested }));
  const shown = JSON.stringify([results, snapshot]);
  expect(TOKENS.filter((token) => shown.includes(token))).toEqual([]);
  const [result] = results;
  return { status: result?.status, reason: result?.reason, snapshot };
}

describe('DiscordProbe', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => sandbox.reset());
  afterAll(() => sandbox.close());

  it('names the webhook, its channel and where that is', async () => {
    const texts = {
      dev: { ...webhook(sandbox, 'dev'), DISCORD_CHANNEL: '#alerts-dev' },
      prod: webhook(sandbox, 'prod'),
    };
    const { probe } = await modulesOf(texts);
    const { status, snapshot } = await check(probe, 'dev');
    expect(status).toBe('up');
    expect(DiscordSnapshot.parse(snapshot)).toMatchObject({
      webhookName: 'Ops dev',
      channelId: CHANNEL_OF_DEV,
      channelLabel: '#alerts-dev',
      channelUrl: `${sandbox.http}/discord/channels/300000000000000001/${CHANNEL_OF_DEV}`,
      sharedWith: [],
    });
  });

  it('is warned by two webhooks that post into one channel', async () => {
    const { probe } = await modulesOf({
      dev: webhook(sandbox, 'dev'),
      staging: webhook(sandbox, 'crossed'),
      prod: webhook(sandbox, 'prod'),
    });
    const { status, reason, snapshot } = await check(probe, 'staging');
    expect({ status, reason }).toEqual({
      status: 'degraded',
      reason: { code: 'channel-shared', params: { environments: 'prod' } },
    });
    expect(snapshot?.['sharedWith']).toEqual(['prod']);
  });

  it('only shows one webhook that settings give to two environments', async () => {
    const { probe } = await modulesOf({ dev: webhook(sandbox, 'dev'), staging: webhook(sandbox, 'dev') });
    const { status, snapshot } = await check(probe, 'dev');
    expect(status).toBe('up');
    expect(snapshot?.['sharedWith']).toEqual(['staging']);
  });

  it('checks the webhooks of routes as targets of their own', async () => {
    const routes = `critical=${webhook(sandbox, 'staging').DISCORD_WEBHOOK_URL},low=thread:400000000000000001`;
    const { probe } = await modulesOf({ dev: { ...webhook(sandbox, 'dev'), DISCORD_ROUTES: routes } });
    await sandbox.fault({ service: 'discord', environment: 'staging', kind: 'status', status: 404 });
    const { results, snapshot } = await probe.observe('dev', limitsOf());
    expect(results.map(({ target, status, reason }) => [target, status, reason?.code])).toEqual([
      ['default', 'up', undefined],
      ['critical', 'down', 'webhook-gone'],
    ]);
    expect(snapshot?.['routes']).toEqual([
      { match: 'critical', channelId: null },
      { match: 'low', channelId: CHANNEL_OF_DEV },
    ]);
  });

  it("is warned by a route that leads into another environment's channel", async () => {
    const routes = `critical=${webhook(sandbox, 'crossed').DISCORD_WEBHOOK_URL}`;
    const { probe } = await modulesOf({
      dev: { ...webhook(sandbox, 'dev'), DISCORD_ROUTES: routes },
      prod: webhook(sandbox, 'prod'),
    });
    for (const environment of ['dev', 'prod']) {
      expect(await check(probe, environment)).toMatchObject({
        status: 'degraded',
        reason: { code: 'channel-shared' },
      });
    }
  });

  it('asks once for the channels of the others', async () => {
    const { probe } = await modulesOf({ dev: webhook(sandbox, 'dev'), prod: webhook(sandbox, 'prod') });
    await check(probe, 'dev');
    await check(probe, 'dev');
    expect(await calls(sandbox)).toBe(3);
  });

  it('asks once for all environments that share a webhook and are checked at once', async () => {
    const names = ['dev', 'qa', 'test', 'staging', 'demo', 'prod'];
    const texts = names.map((name) => [name, webhook(sandbox, 'dev')]);
    const { probe } = await modulesOf(Object.fromEntries(texts) as Texts);
    const results = await Promise.all(names.map((name) => check(probe, name)));
    expect(results.map(({ status }) => status)).toEqual(names.map(() => 'up'));
    expect(await calls(sandbox)).toBe(1);
  });

  it('does not suffer from the trouble of another webhook', async () => {
    const { probe } = await modulesOf({ dev: webhook(sandbox, 'dev'), prod: webhook(sandbox, 'prod') });
    await sandbox.fault({ service: 'discord', environment: 'prod', kind: 'hang' });
    const { results } = await probe.observe('dev', limitsOf({ timeoutMs: 600 }));
    expect(results[0]?.status).toBe('up');
  });

  it('says until when it is rate limited', async () => {
    const { probe } = await modulesOf({ dev: webhook(sandbox, 'dev') });
    await sandbox.fault({ service: 'discord', kind: 'rate-limit', retryAfterSeconds: 40.5 });
    const { status, reason } = await check(probe, 'dev');
    expect([status, reason?.code]).toEqual(['unknown', 'rate-limited']);
    const waitMs = Date.parse(String(reason?.params['untilAt'])) - Date.now();
    expect(Math.round(waitMs / 1_000)).toBeGreaterThanOrEqual(39);
    expect(waitMs).toBeLessThanOrEqual(40_500);
  });

  it('calls a deleted webhook down, and does not call it again until a person asks', async () => {
    const { probe } = await modulesOf({ dev: webhook(sandbox, 'dev') });
    await sandbox.fault({ service: 'discord', kind: 'status', status: 404, times: 1 });
    const gone = {
      code: 'webhook-gone',
      params: { httpStatus: 404, channelCode: 10_015, channelMessage: 'Unknown Webhook' },
    };
    expect(await check(probe, 'dev')).toEqual({ status: 'down', reason: gone, snapshot: null });
    expect(await check(probe, 'dev')).toEqual({ status: 'down', reason: gone, snapshot: null });
    expect(await calls(sandbox)).toBe(1);
    expect((await check(probe, 'dev', true)).status).toBe('up');
  });

  it('does not go on with a token that Discord refused', async () => {
    const { probe } = await modulesOf({ dev: webhook(sandbox, 'dev', 'a-wrong-token') });
    expect((await check(probe, 'dev')).reason?.params).toMatchObject({
      httpStatus: 401,
      channelCode: 50_027,
    });
    expect((await check(probe, 'dev')).status).toBe('unknown');
    expect(await calls(sandbox)).toBe(1);
  });

  it('calls a refused webhook again after an hour', async () => {
    const clock = { ms: 0 };
    const texts = environmentsOf('discord', discordSection, { dev: webhook(sandbox, 'dev') });
    const address = parseWebhookUrl(webhook(sandbox, 'dev').DISCORD_WEBHOOK_URL);
    if (!address) throw new Error('The URL is no webhook');
    const time = { now: Date.now, steady: () => clock.ms };
    const client = createDiscordClient({ webhook: address }, new HttpService(), new Network(), time);
    const profile = { id: 'dev.discord', environment: 'dev', kind: 'discord', label: null };
    const route = { severities: null, services: null };
    const webhooks = webhooksOf(texts, [new DiscordChannel({ ...profile, language: 'en', route }, client)]);
    const probe = new DiscordProbe(webhooks);
    await sandbox.fault({ service: 'discord', kind: 'status', status: 404, times: 1 });
    expect((await check(probe, 'dev')).status).toBe('down');
    clock.ms = HOUR_MS - 1;
    expect((await check(probe, 'dev')).status).toBe('down');
    clock.ms = HOUR_MS;
    expect((await check(probe, 'dev')).status).toBe('up');
  });

  it.each(['invalid-json', 'half-body', 'empty', 'huge', 'reset'])(
    'survives an answer that is %s',
    async (kind) => {
      const { probe } = await modulesOf({ dev: webhook(sandbox, 'dev') });
      await sandbox.fault({ service: 'discord', kind });
      const { status, reason } = await check(probe, 'dev');
      expect(status).toBe('down');
      expect(['invalid-answer', 'connection-lost']).toContain(reason?.code);
    },
  );
});

describeProbeContract(
  'DiscordProbe',
  async () => {
    const sandbox = await startSandbox();
    const { probe } = await modulesOf({ dev: webhook(sandbox, 'dev'), qa: null });
    const kinds = { hang: 'hang', garbage: 'html', unauthorized: 'unauthorized' } as const;
    return {
      probe,
      environment: 'dev',
      unconfigured: 'qa',
      misbehave: (kind) => sandbox.fault({ service: 'discord', kind: kinds[kind] }),
      recover: async () => {
        await sandbox.reset();
        await probe.observe('dev', limitsOf({ isRequested: true }));
      },
      close: () => sandbox.close(),
    };
  },
  { snapshot: DiscordSnapshot, silence: 'down', secrets: TOKENS },
);
