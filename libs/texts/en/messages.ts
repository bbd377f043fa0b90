/** Words of the messages that the console sends to a channel. */
export const messages = {
  discordTest: {
    title: 'Test message',
    description: 'Alerts of this environment arrive in this channel.',
  },
} as const;
