import * as z from 'zod';
import { EnvironmentId } from '../environment.js';
import { Instant } from '../observation.js';

export const DiscordSnapshot = z
  .object({
    webhookName: z.string().nullable(),
    channelId: z.string(),
    guildId: z.string().nullable(),
    /** The label from settings: Discord does not tell a channel's name. */
    channelLabel: z.string().nullable(),
    channelUrl: z.url().nullable(),
    /** Other environments whose alerts land in the same channel, by this webhook or another one. */
    sharedWith: z.array(EnvironmentId),
    /** Severities and services whose incidents go elsewhere; the channel is null while it is not known. */
    routes: z.array(z.object({ match: z.string(), channelId: z.string().nullable() })).default([]),
    sampledAt: Instant,
  })
  .meta({ id: 'DiscordSnapshot' });
export type DiscordSnapshot = z.infer<typeof DiscordSnapshot>;
