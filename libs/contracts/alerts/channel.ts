import * as z from 'zod';
import { EnvironmentId } from '../environment.js';
import { Instant } from '../observation.js';
import { Reason } from '../reason.js';
import { ServiceKind } from '../service.js';
import { Severity } from './verdict.js';

export const ChannelKind = z.enum(['discord', 'webhook']).meta({ id: 'ChannelKind' });
export type ChannelKind = z.infer<typeof ChannelKind>;

/** Which incidents of its environment a channel takes; all that no other channel of its kind takes where both are null. */
export const ChannelRoute = z
  .object({ severities: z.array(Severity).nullable(), services: z.array(ServiceKind).nullable() })
  .meta({ id: 'ChannelRoute' });
export type ChannelRoute = z.infer<typeof ChannelRoute>;

/**
 * `broken`: the channel refuses for good (deleted, wrong token, something else answers), and nothing is sent until it is mended;
 * `limited`: it asked to wait; `failing`: it does not answer, and is tried again and again.
 */
export const ChannelHealth = z
  .enum(['broken', 'failing', 'limited', 'working', 'untried'])
  .meta({ id: 'ChannelHealth' });
export type ChannelHealth = z.infer<typeof ChannelHealth>;

/** One place where an environment's alerts go, and how it is. */
export const ChannelState = z
  .object({
    id: z.string().meta({ example: 'prod.discord' }),
    environment: EnvironmentId,
    kind: ChannelKind,
    /** What people call it, `#alerts-prod`; the host of a generic webhook. */
    label: z.string().nullable(),
    route: ChannelRoute,
    health: ChannelHealth,
    /** Since when the health is what it is, as far as this run of the console knows. */
    since: Instant.nullable(),
    /** Why it is not working. */
    reason: Reason.nullable(),
    /** When the next attempt is made; null where nothing waits for one. */
    nextAttemptAt: Instant.nullable(),
    /** It asked for no call before; nobody's wish shortens that. Null where it asks for nothing. */
    askedToWaitUntil: Instant.nullable(),
    waiting: z.int(),
    dead: z.int(),
    lastSentAt: Instant.nullable(),
  })
  .meta({ id: 'ChannelState' });
export type ChannelState = z.infer<typeof ChannelState>;

export const ChannelList = z
  .object({
    channels: z.array(ChannelState),
    /** This console sends. Where another one does, it alone knows how channels are, and tries them again. */
    isLeader: z.boolean(),
  })
  .meta({ id: 'ChannelList' });
export type ChannelList = z.infer<typeof ChannelList>;

/** What came of a test message. */
export const ChannelTestReport = z
  .object({
    isDelivered: z.boolean(),
    /** Why it was not; null when it was. */
    reason: Reason.nullable(),
    messageId: z.string().nullable(),
    tookMs: z.int(),
    sentAt: Instant,
  })
  .meta({ id: 'ChannelTestReport' });
export type ChannelTestReport = z.infer<typeof ChannelTestReport>;
