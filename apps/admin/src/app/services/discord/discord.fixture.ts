import type { DiscordSnapshot } from '@envscope/contracts/index.js';

/** A channel that another environment's alerts land in too. */
export const DISCORD: DiscordSnapshot = {
  webhookName: 'Envscope staging',
  channelId: '1163948271045382144',
  guildId: '1098221140927483904',
  channelLabel: '#alerts-staging',
  channelUrl: 'https://discord.com/channels/1098221140927483904/1163948271045382144',
  sharedWith: ['dev'],
  routes: [],
  sampledAt: '2026-11-23T07:00:00.000Z',
};

/** A webhook of which only the channel is known. */
export const SILENT_DISCORD: DiscordSnapshot = {
  webhookName: null,
  channelId: '1163948271045382144',
  guildId: null,
  channelLabel: null,
  channelUrl: null,
  sharedWith: [],
  routes: [],
  sampledAt: '2026-11-23T07:00:00.000Z',
};
