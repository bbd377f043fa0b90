/** Words of the messages that the console sends to a channel. */
export const messages = {
  discordTest: {
    description: 'A test message: alerts of this environment arrive in this channel.',
  },
} as const;
