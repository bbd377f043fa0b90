import { describe, expect, it } from '@jest/globals';
import type { Snapshot } from '@envscope/contracts/index.js';
import { CHANNEL_KINDS } from '@envscope/integrations/channels.js';
import { readSettings } from '@envscope/settings/settings.js';
import { configWarnings } from './config-warnings.js';

const PLACES: Readonly<Record<string, number>> = { a: 1, b: 2, c: 3 };
/** The webhook of that letter, as Discord shows it. */
const webhook = (letter: string) =>
  `https://discord.com/api/webhooks/12900000000000000${PLACES[letter]}0/token-of-${letter}`;
const snapshot = (channelId: string, routes: Record<string, string> = {}): Snapshot => ({
  webhookName: 'Ops',
  channelId,
  guildId: null,
  channelLabel: null,
  channelUrl: null,
  sharedWith: [],
  routes: Object.entries(routes).map(([match, id]) => ({ match, channelId: id })),
  sampledAt: '2026-10-02T09:41:57.000Z',
});

function warningsOf(variables: Record<string, string>, snapshots: Record<string, Snapshot> = {}) {
  const all = { ENVIRONMENTS: 'dev,prod', ...variables };
  const { environments } = readSettings({ variables: all, namesInFiles: [], files: {} });
  const warnings = configWarnings(environments, CHANNEL_KINDS, (id) => snapshots[id] ?? null);
  expect(JSON.stringify(warnings)).not.toContain('token-of');
  return warnings.map(({ code, environments: ids, variables: names }) => [code, ids.join(), names.join()]);
}

const APART = { DISCORD_WEBHOOK_URL_DEV: webhook('a'), DISCORD_WEBHOOK_URL_PROD: webhook('b') };
const OWN = 'DISCORD_WEBHOOK_URL_DEV,DISCORD_WEBHOOK_URL_PROD';

describe('configWarnings', () => {
  it.each([
    {
      story: 'is content when each environment has a channel of its own',
      variables: APART,
      seen: { dev: snapshot('1'), prod: snapshot('2') },
      expected: [],
    },
    {
      story: 'warns of one channel behind two webhooks',
      variables: APART,
      seen: { dev: snapshot('1'), prod: snapshot('1') },
      expected: [['channel-shared', 'dev,prod', OWN]],
    },
    {
      story: 'warns once of one webhook for two environments',
      variables: { DISCORD_WEBHOOK_URL: webhook('a') },
      seen: { dev: snapshot('1'), prod: snapshot('1') },
      expected: [['channel-shared', 'dev,prod', OWN]],
    },
    {
      story: "warns of a route that leads to another environment's webhook",
      variables: { ...APART, DISCORD_ROUTES_DEV: `critical=${webhook('b')}` },
      seen: {},
      expected: [['channel-shared', 'dev,prod', 'DISCORD_ROUTES_DEV,DISCORD_WEBHOOK_URL_PROD']],
    },
    {
      story: "warns of a route that leads to another environment's channel by another webhook",
      variables: { ...APART, DISCORD_ROUTES_DEV: `critical=${webhook('c')}` },
      seen: { dev: snapshot('1', { critical: '2' }), prod: snapshot('2') },
      expected: [['channel-shared', 'dev,prod', 'DISCORD_ROUTES_DEV,DISCORD_WEBHOOK_URL_PROD']],
    },
    {
      story: 'warns of one webhook in routes of two environments',
      variables: {
        ...APART,
        DISCORD_ROUTES_DEV: `critical=${webhook('c')}`,
        DISCORD_ROUTES_PROD: `mongodb=${webhook('c')}`,
      },
      seen: {},
      expected: [['channel-shared', 'dev,prod', 'DISCORD_ROUTES_DEV,DISCORD_ROUTES_PROD']],
    },
    {
      story: 'lets routes of one environment meet in one channel',
      variables: {
        ...APART,
        DISCORD_ROUTES_DEV: `critical=${webhook('c')},high=${webhook('c')},low=thread:1290000000000000002`,
      },
      seen: { dev: snapshot('1', { critical: '1', high: '1', low: '1' }), prod: snapshot('2') },
      expected: [],
    },
    {
      story: 'warns of an environment that nobody hears of',
      variables: { DISCORD_WEBHOOK_URL_PROD: webhook('b') },
      seen: {},
      expected: [['no-channel', 'dev', 'DISCORD_WEBHOOK_URL_DEV']],
    },
    {
      story: 'is content with an environment that programs hear of',
      variables: {
        DISCORD_WEBHOOK_URL_PROD: webhook('b'),
        ALERT_WEBHOOK_URL_DEV: 'https://hooks.example.com',
        ALERT_WEBHOOK_SECRET_DEV: 'sixteen-characters',
      },
      seen: {},
      expected: [],
    },
    {
      story: 'warns of one topic of ntfy for two environments',
      variables: { NTFY_URL: 'https://ntfy.example.com/a-topic' },
      seen: {},
      expected: [['channel-shared', 'dev,prod', 'NTFY_URL_DEV,NTFY_URL_PROD']],
    },
    {
      story: 'warns of keys in one Redis that cannot be kept apart',
      variables: {
        ...APART,
        REDIS_URL_DEV: 'redis://redis.example.com',
        REDIS_URL_PROD: 'redis://redis.example.com',
        REDIS_KEY_PREFIX_DEV: 'app:',
        REDIS_KEY_PREFIX_PROD: 'app:',
      },
      seen: {},
      expected: [['key-prefix-shared', 'dev,prod', 'REDIS_KEY_PREFIX_DEV,REDIS_KEY_PREFIX_PROD']],
    },
  ])('$story', ({ variables, seen, expected }) => {
    expect(warningsOf(variables as Record<string, string>, seen as Record<string, Snapshot>)).toEqual(
      expected,
    );
  });
});
