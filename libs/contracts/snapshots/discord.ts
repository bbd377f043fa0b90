import * as z from 'zod';
import { EnvironmentId } from '../environment.js';
import { Instant } from '../observation.js';
import { Reason } from '../reason.js';

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

/** Discord's answer to a test message. */
export const DiscordTestReport = z
  .object({
    isDelivered: z.boolean(),
    /** Why it was not delivered; null when it was. */
    reason: Reason.nullable(),
    messageId: z.string().nullable(),
    channelId: z.string().nullable(),
    /** HTTP status of Discord's answer; null when none came. */
    httpStatus: z.int().nullable(),
    /** Discord's own error code (10015 unknown webhook, 50027 invalid token, …). */
    discordCode: z.int().nullable(),
    discordMessage: z.string().nullable(),
    retryAfterMs: z.int().nullable(),
    latencyMs: z.int(),
    sentAt: Instant,
  })
  .meta({ id: 'DiscordTestReport' });
export type DiscordTestReport = z.infer<typeof DiscordTestReport>;
