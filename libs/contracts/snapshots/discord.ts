import * as z from 'zod/mini';
import { EnvironmentId } from '../environment.js';
import { Instant } from '../checks/observation.js';

export const DiscordSnapshot = z
  .object({
    webhookName: z.nullable(z.string()),
    channelId: z.string(),
    guildId: z.nullable(z.string()),
    /** The label from settings: Discord does not give a channel's name. */
    channelLabel: z.nullable(z.string()),
    channelUrl: z.nullable(z.url()),
    /** Other environments whose alerts land in the same channel, by this webhook or another one. */
    sharedWith: z.array(EnvironmentId),
    /** Severities and services whose incidents go elsewhere; the channel is null while it is not known. */
    routes: z._default(z.array(z.object({ match: z.string(), channelId: z.nullable(z.string()) })), []),
    sampledAt: Instant,
  })
  .register(z.globalRegistry, { id: 'DiscordSnapshot' });
export type DiscordSnapshot = z.infer<typeof DiscordSnapshot>;
