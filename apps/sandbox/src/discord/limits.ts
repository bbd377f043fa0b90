import { createHash } from 'node:crypto';
import { withHeaders, type Reply } from '../http/exchange.ts';
import { RateWindows, type Admission } from '../http/rate-windows.ts';
import { tooMany } from './refusals.ts';
import type { WebhookSeed } from './webhooks.ts';

/** Not documented, and what people see: this many calls per route and webhook in two seconds. */
const CALLS_PER_BUCKET = 5;
/** Not documented either: this many messages per channel and minute, whichever webhook posts them. */
const MESSAGES_PER_CHANNEL = 30;

/** The vendor's limits: a bucket per webhook and route, and one per channel for new messages. */
export class Limits {
  readonly calls = new RateWindows(CALLS_PER_BUCKET, 2_000);
  readonly messages = new RateWindows(MESSAGES_PER_CHANNEL, 60_000);

  /** The answer with the headers of its bucket, or a refusal in its place. */
  admit(route: string, { id, channelId }: WebhookSeed, atMs: number, answer: () => Reply): Reply {
    const call = this.calls.admit(`${route} ${id}`, atMs);
    if (!call.isAllowed) return refused(call, route, atMs, 'user');
    const message = route === 'execute' ? this.messages.admit(channelId, atMs) : undefined;
    if (message && !message.isAllowed) return refused(message, route, atMs, 'shared');
    return withHeaders(answer(), headersOf(call, route, atMs));
  }

  /** Forgets all calls and takes the ordinary limits again. */
  reset(): void {
    this.calls.limit = CALLS_PER_BUCKET;
    this.calls.reset();
    this.messages.limit = MESSAGES_PER_CHANNEL;
    this.messages.reset();
  }
}

function refused(admission: Admission, route: string, atMs: number, scope: 'user' | 'shared'): Reply {
  return withHeaders(tooMany(admission.resetsInMs / 1000, scope), headersOf(admission, route, atMs));
}

function headersOf({ limit, remaining, resetsInMs }: Admission, route: string, atMs: number) {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': ((atMs + resetsInMs) / 1000).toFixed(3),
    'x-ratelimit-reset-after': (resetsInMs / 1000).toFixed(3),
    'x-ratelimit-bucket': createHash('md5').update(route).digest('hex'),
  };
}
