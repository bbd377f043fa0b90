import { describe, expect, it } from '@jest/globals';
import { parseWebhookUrl } from './client/discord.address.js';
import { discordSection, type DiscordSettings } from './discord.settings.js';

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
  const { variables } = discordSection;
  const parsed = (stem: string, text: string) => variables[stem]?.schema.safeParse(text);
  const settings = (variables: Record<string, string> = {}): DiscordSettings => {
    const texts = { DISCORD_WEBHOOK_URL: `https://discord.com/api/webhooks/${ID}/${TOKEN}`, ...variables };
    const values = Object.entries(texts).map(([stem, text]) => [stem, parsed(stem, text)?.data]);
    return discordSection.compose(Object.fromEntries(values) as Record<string, unknown>, 'dev', undefined);
  };
  const ELSEWHERE = `https://discord.com/api/webhooks/1290000000000000009/other-token`;
  const THREAD = '1290000000000000002';

  it('shows the label and the end of the id, and never the token', () => {
    const description = discordSection.describe(settings({ DISCORD_CHANNEL: '#alerts' }));
    expect(description).toEqual({
      settings: { channel: '#alerts', webhook: '…0001' },
      vendorUrl: null,
      addresses: ['discord.com:443'],
      calls: [{ origin: 'https://discord.com' }],
    });
  });

  it('does not repeat a URL that it refuses', () => {
    const refused = parsed('DISCORD_WEBHOOK_URL', `https://discord.com/webhooks/${TOKEN}`);
    expect(refused?.error?.issues[0]?.message).toContain('must be');
    expect(refused?.error?.message).not.toContain(TOKEN);
  });

  it('leads severities and services elsewhere: by another webhook, or into a thread of the first', () => {
    const { routes } = settings({
      DISCORD_CHANNEL: '#alerts',
      DISCORD_ROUTES: `critical=${ELSEWHERE}, mongodb=thread:${THREAD}`,
    });
    expect(routes).toEqual([
      {
        match: 'critical',
        webhook: { baseUrl: V10, id: '1290000000000000009', token: 'other-token', threadId: null },
        channelLabel: null,
      },
      {
        match: 'mongodb',
        webhook: { baseUrl: V10, id: ID, token: TOKEN, threadId: THREAD },
        channelLabel: '#alerts',
      },
    ]);
  });

  it('names routes and mentioned severities, and keeps every token secret', () => {
    const both = settings({
      DISCORD_ROUTES: `critical=${ELSEWHERE}`,
      DISCORD_MENTION_ROLES: `critical=${THREAD},high=${ID}`,
    });
    expect(discordSection.describe(both).settings).toEqual({
      channel: null,
      webhook: '…0001',
      routes: ['critical'],
      mentions: ['critical', 'high'],
    });
    expect(discordSection.secrets?.(both)).toEqual([TOKEN, 'other-token']);
  });

  it.each([
    ['of nothing that there is', `urgent=${ELSEWHERE}`, 'pair 1 must begin with'],
    ['without a name', ELSEWHERE, 'pair 1 must begin with'],
    ['to no webhook', 'critical=https://example.com/other-token', 'pair 1 must lead to'],
    ['to no thread', `high=${ELSEWHERE},critical=thread:other-token`, 'pair 2 must lead to'],
    ['that is there already', `high=${ELSEWHERE},high=${ELSEWHERE}`, 'names high twice'],
  ])('refuses a route %s, and repeats no URL', (_story, text, fault) => {
    const { error } = parsed('DISCORD_ROUTES', text) ?? {};
    expect(error?.issues.map(({ message }) => message).join()).toContain(fault);
    expect(error?.message).not.toContain('other-token');
  });

  it.each([
    ['a severity that there is not', `urgent=${ID}`, 'pair 1'],
    ['a name of a role', `critical=${ID},high=@ops`, 'pair 2'],
    ['one severity twice', `high=${ID},high=${THREAD}`, 'names high twice'],
  ])('refuses to mention by %s', (_story, text, fault) => {
    const { error } = parsed('DISCORD_MENTION_ROLES', text) ?? {};
    expect(error?.issues[0]?.message).toContain(fault);
  });
});
