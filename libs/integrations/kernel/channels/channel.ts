import type {
  ChannelKind,
  ChannelRoute,
  Color,
  DeliveryKind,
  EnvironmentId,
  Incident,
  Instant,
  Reason,
  Severity,
} from '@envscope/contracts/index.js';
import { outsideReason } from '../outside/outside-text.js';

/** The languages that a channel's readers may have. */
export type ChannelLanguage = 'ko' | 'en';

/** Words with moments in them, which each channel writes as its readers know them: in their own time zone, where it can. */
export type ChannelText = readonly (string | MomentInText)[];

export interface MomentInText {
  readonly at: Instant;
  /** `ago` is "3 minutes ago" where the channel can keep it true, else the time; `since` is the time, and how long ago where it can. */
  readonly style: 'time' | 'ago' | 'since';
}

/** One coloured block of a message. */
export interface ChannelBlock {
  /** The environment's name first: a phone shows little more. */
  readonly title: string;
  /** Where the title leads. */
  readonly url: string | null;
  readonly color: Color;
  readonly text: ChannelText;
  readonly facts: readonly {
    readonly name: string;
    readonly value: ChannelText;
    readonly isShort: boolean;
  }[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly footer: string;
  /** Null for one that goes on where the one before it was full. */
  readonly at: Instant | null;
}

/** What one message of a channel holds, counted as the channel counts. */
export interface ChannelRoom {
  /** All of its blocks together: titles, texts, facts, links, footers. */
  readonly message: number;
  /** The text of one block, its links included. */
  readonly block: number;
  readonly blocks: number;
  /** How much of it a text takes, as the channel writes it. */
  sizeOf(text: ChannelText): number;
}

/** One message in words, and the same for machines. */
export interface ChannelMessage {
  readonly blocks: readonly ChannelBlock[];
  /** Whom it may wake: the channel mentions the role that its settings name for the severity. Null: nobody. */
  readonly urgency: Severity | null;
  /** What happened to which incidents, for channels that machines read. */
  readonly events: readonly { readonly kind: DeliveryKind; readonly incident: Incident }[];
}

/** A channel has taken a message. */
export interface Receipt {
  /** Null where the channel does not say it: what is posted can then not be edited. */
  readonly messageId: string | null;
  /** The channel asks to wait this long before its next message; 0 where it does not. */
  readonly pauseMs: number;
}

/**
 * What a refusal means for whoever sends:
 * - `limited`: not taken; again after `waitMs`; every queue of the host waits where `isGlobal`.
 * - `failed`: not taken; worth another try later.
 * - `unknown`: it may have been taken: the connection died after the message was sent.
 * - `unreadable`: a success that is not the channel's own (a sign-in page, a proxy): it may have been taken, and nothing more is
 *   sent until the channel itself answers.
 * - `broken`: the channel takes nothing more until somebody fixes it.
 * - `refused`: this message will never be taken as it is.
 * - `gone`: the message to edit is there no more.
 */
export type RefusalKind = 'limited' | 'failed' | 'unknown' | 'unreadable' | 'broken' | 'refused' | 'gone';

/** The only thing that a channel's methods reject with, but for a bug. Holds no secret and no URL with one. */
export class ChannelRefusal extends Error {
  /** `params` hold the channel's own answer: `httpStatus`, `channelCode`, `channelMessage`. */
  readonly reason: Reason;

  constructor(
    readonly kind: RefusalKind,
    reason: Reason,
    readonly options: { readonly waitMs?: number; readonly isGlobal?: boolean } = {},
  ) {
    super(`The channel refused: ${kind} (${reason.code})`);
    this.name = 'ChannelRefusal';
    this.reason = outsideReason(reason);
  }
}

/** One place where an environment's alerts go. Each method makes one call at the most, and repeats nothing. */
export interface Channel {
  /** `prod.discord`, `prod.discord.critical`: outlives a change of the webhook behind it, and is no secret. */
  readonly id: string;
  readonly environment: EnvironmentId;
  readonly kind: ChannelKind;
  /** Messages of channels with one queue go one after another: they share the limits of one webhook. No secret. */
  readonly queue: string;
  readonly label: string | null;
  readonly language: ChannelLanguage;
  readonly route: ChannelRoute;
  readonly room: ChannelRoom;
  post(message: ChannelMessage, signal: AbortSignal): Promise<Receipt>;
  /** Absent where what was posted stays as it is. */
  edit?(messageId: string, message: ChannelMessage, signal: AbortSignal): Promise<Receipt>;
  /** Resolves where the channel would take messages; posts nothing. Absent where only a post can show that. */
  check?(signal: AbortSignal): Promise<void>;
}

/** Token of all channels of all environments: `readonly Channel[]`. */
export const CHANNELS = Symbol('CHANNELS');
