import { askedWait } from '@envscope/contracts/index.js';
import type { ChannelRefusal } from '@envscope/integrations/kernel/channels/channel.js';
import type { JsonAnswer } from '@envscope/integrations/kernel/channels/json-exchange.js';
import { statusRefusal } from '@envscope/integrations/kernel/channels/status-refusal.js';
import * as z from 'zod';

const Wire = z.object({ code: z.number(), error: z.string() });

/** The messages of a day are used up. */
const DAILY_LIMIT = 42_908;
/** A day is long, and who goes on asking may be banned: `docs/ntfy.md`. */
const DAILY_WAIT_MS = 10 * 60_000;

/** ntfy's meaning of a refusal; its own words stand in `channelCode` and `channelMessage`. */
export function refusalOf(answer: JsonAnswer, nowMs: number): ChannelRefusal {
  const wire = Wire.safeParse(answer.body).data;
  // ntfy sends no `Retry-After`; a proxy may.
  const wait = wire?.code === DAILY_LIMIT ? askedWait(DAILY_WAIT_MS) : undefined;
  return statusRefusal(answer, nowMs, {
    ...(wire && { params: { channelCode: wire.code, channelMessage: wire.error } }),
    wait,
  });
}
