import { describe, expect, it } from '@jest/globals';
import { readSettings } from '@envscope/settings/settings.js';
import { environmentsModule } from '@envscope/testing/environments.js';
import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { HEARTBEAT_RECORDS } from './heartbeats/heartbeats.records.js';
import { IntegrationsModule } from './integrations.module.js';
import { CHANNELS, type Channel } from './kernel/channels/channel.js';

const WEBHOOK = 'https://discord.com/api/webhooks/1290000000000000001/token';

@Global()
@Module({ providers: [{ provide: HEARTBEAT_RECORDS, useValue: {} }], exports: [HEARTBEAT_RECORDS] })
class NoRecordsModule {}

describe('IntegrationsModule', () => {
  it('gives the channels of all environments', async () => {
    const variables = {
      ENVIRONMENTS: 'dev,staging,prod',
      DISCORD_WEBHOOK_URL_DEV: WEBHOOK,
      DISCORD_CHANNEL_DEV: '#alerts-dev',
      DISCORD_ROUTES_DEV: 'critical=thread:1290000000000000002',
      ALERT_WEBHOOK_URL_PROD: 'https://hooks.example.com/envscope',
      ALERT_WEBHOOK_SECRET_PROD: 'sixteen-characters',
      NTFY_URL_PROD: 'https://ntfy.example.com/a-topic-of-prod',
      NTFY_ROUTES_PROD: 'redis=https://elsewhere.example.com/a-topic-for-redis',
      ALERT_LANGUAGE_PROD: 'ko',
    };
    const { environments } = readSettings({ variables, namesInFiles: [], files: {} });
    const module = await Test.createTestingModule({
      imports: [environmentsModule(environments), NoRecordsModule, IntegrationsModule.for(environments)],
    }).compile();
    const channels = module.get<readonly Channel[]>(CHANNELS);
    expect(channels.map(({ id, kind, label, language }) => [id, kind, label, language])).toEqual([
      ['dev.discord', 'discord', '#alerts-dev', 'en'],
      ['dev.discord.critical', 'discord', '#alerts-dev', 'en'],
      ['prod.ntfy', 'ntfy', 'ntfy.example.com', 'ko'],
      ['prod.ntfy.redis', 'ntfy', 'elsewhere.example.com', 'ko'],
      ['prod.webhook', 'webhook', 'hooks.example.com', 'ko'],
    ]);
    await module.close();
  });
});
