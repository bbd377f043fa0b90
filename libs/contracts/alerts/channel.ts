import * as z from 'zod/mini';
import { EnvironmentId, LocalizedName } from '../environment.js';
import { Instant } from '../checks/observation.js';
import { Reason } from '../checks/reason.js';
import { ServiceKind } from '../service.js';
import { Severity } from './target-state.js';

/** A kind of channel: `discord`. Which there are, the config endpoint says. */
export const ChannelKind = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9-]{0,31}$/))
  .register(z.globalRegistry, { id: 'ChannelKind', example: 'discord' });
export type ChannelKind = z.infer<typeof ChannelKind>;

/** What the console knows of a kind of channel, in whatever environment. */
export const ChannelTraits = z
  .object({
    kind: ChannelKind,
    /** What people call it. */
    name: LocalizedName,
    /** The service whose checks watch it; null where none does. */
    service: z.nullable(ServiceKind),
  })
  .register(z.globalRegistry, { id: 'ChannelTraits' });
export type ChannelTraits = z.infer<typeof ChannelTraits>;

/** Which incidents of its environment a channel takes; all that no other channel of its kind takes where both are null. */
export const ChannelRoute = z
  .object({ severities: z.nullable(z.array(Severity)), services: z.nullable(z.array(ServiceKind)) })
  .register(z.globalRegistry, { id: 'ChannelRoute' });
export type ChannelRoute = z.infer<typeof ChannelRoute>;

/**
 * `broken`: the channel refuses for good (deleted, wrong token, something else answers), and nothing is sent until it works again;
 * `limited`: it asked to wait; `failing`: it does not answer, and is tried again and again; `refusing`: it answers, and refused the
 * last message; `untried`: nothing was sent since the start.
 */
export const ChannelHealth = z
  .enum(['broken', 'failing', 'limited', 'refusing', 'working', 'untried'])
  .register(z.globalRegistry, { id: 'ChannelHealth' });
export type ChannelHealth = z.infer<typeof ChannelHealth>;

/** One place where an environment's alerts go, and how it is. */
export const ChannelState = z
  .object({
    id: z.string().register(z.globalRegistry, { example: 'prod.discord' }),
    environment: EnvironmentId,
    kind: ChannelKind,
    /** What people call it, `#alerts-prod`; the host of a generic webhook. */
    label: z.nullable(z.string()),
    route: ChannelRoute,
    health: ChannelHealth,
    /** Since when the health is what it is, as far as this run of the console knows. */
    since: z.nullable(Instant),
    /** Why it is not working. */
    reason: z.nullable(Reason),
    /** When the next attempt is made; null where nothing waits for one. */
    nextAttemptAt: z.nullable(Instant),
    /** It asked for no call before; nobody's wish shortens that. Null where it asks for nothing. */
    askedToWaitUntil: z.nullable(Instant),
    waiting: z.int(),
    dead: z.int(),
    lastDeliveredAt: z.nullable(Instant),
  })
  .register(z.globalRegistry, { id: 'ChannelState' });
export type ChannelState = z.infer<typeof ChannelState>;

export const ChannelList = z
  .object({
    channels: z.array(ChannelState),
    /** This console sends. Where another one does, it alone knows how channels are, and tries them again. */
    isLeader: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'ChannelList' });
export type ChannelList = z.infer<typeof ChannelList>;

/** What came of a test message. */
export const ChannelTestReport = z
  .object({
    isDelivered: z.boolean(),
    /** Why it was not; null when it was. */
    reason: z.nullable(Reason),
    messageId: z.nullable(z.string()),
    tookMs: z.int(),
    sentAt: Instant,
  })
  .register(z.globalRegistry, { id: 'ChannelTestReport' });
export type ChannelTestReport = z.infer<typeof ChannelTestReport>;
