import { describe, expect, it } from '@jest/globals';
import { discordSection, parseWebhookUrl, type DiscordSettings } from './discord.settings.js';

const ID = '1290000000000000001';
const TOKEN = 'abc-DEF_123';
const V10 = 'https://discord.com/api/v10';

describe('parseWebhookUrl', () => {
  it.each([
    { story: 'a URL as Discord shows it', host: 'https://discord.com/api', baseUrl: V10 },
    { story: 'a URL with a version', host: 'https://discord.com/api/v9', baseUrl: V10 },
    { story: 'the old host', host: 'https://discordapp.com/api', baseUrl: 'https://discordapp.com/api/v10' },
    {
      story: 'the test client',
      host: 'https://ptb.discord.com/api',
      baseUrl: 'https://ptb.discord.com/api/v10',
    },
    {
      story: 'a sandbox',
      host: 'http://127.0.0.1:4100/discord/api',
      baseUrl: 'http://127.0.0.1:4100/discord/api/v10',
    },
  ])('takes $story', ({ host, baseUrl }) => {
    expect(parseWebhookUrl(`${host}/webhooks/${ID}/${TOKEN}`)).toEqual({
      baseUrl,
      id: ID,
      token: TOKEN,
      threadId: null,
    });
  });

  it('keeps the thread that a URL names', () => {
    const address = parseWebhookUrl(`https://discord.com/api/webhooks/${ID}/${TOKEN}?thread_id=77`);
    expect(address?.threadId).toBe('77');
  });

  it.each([
    { story: 'Discord without TLS', text: `http://discord.com/api/webhooks/${ID}/${TOKEN}` },
    { story: 'a path of its own at Discord', text: `https://discord.com/x/api/webhooks/${ID}/${TOKEN}` },
    { story: 'the interface for Slack', text: `https://discord.com/api/webhooks/${ID}/${TOKEN}/slack` },
    { story: 'a missing token', text: `https://discord.com/api/webhooks/${ID}` },
    { story: 'a password', text: `https://eve:pw@discord.com/api/webhooks/${ID}/${TOKEN}` },
    { story: 'what is no URL', text: 'webhook' },
  ])('refuses $story', ({ text }) => expect(parseWebhookUrl(text)).toBeUndefined());
});

describe('discordSection', () => {
  const variable = discordSection.variables['DISCORD_WEBHOOK_URL'];
  const settings = (channel?: string): DiscordSettings =>
    discordSection.compose(
      {
        DISCORD_WEBHOOK_URL: variable?.schema.parse(`https://discord.com/api/webhooks/${ID}/${TOKEN}`),
        DISCORD_CHANNEL: channel,
      },
      'dev',
      undefined,
    );

  it('shows the label and the end of the id, and never the token', () => {
    const description = discordSection.describe(settings('#alerts'));
    expect(description).toEqual({
      settings: { channel: '#alerts', webhook: '…0001' },
      vendorUrl: null,
      addresses: ['discord.com:443'],
    });
  });

  it('does not repeat a URL that it refuses', () => {
    const refused = variable?.schema.safeParse(`https://discord.com/webhooks/${TOKEN}`);
    expect(refused?.error?.issues[0]?.message).toContain('must be');
    expect(refused?.error?.message).not.toContain(TOKEN);
  });
});
