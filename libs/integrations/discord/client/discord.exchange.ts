import { askedWait } from '@envscope/contracts/index.js';
import { exchangeJson, type JsonCall } from '@envscope/integrations/kernel/channels/json-exchange.js';
import { refusalOf } from './discord.refusal.js';

/** Discord's edge blocks callers that do not name themselves in this form. */
export const USER_AGENT = 'DiscordBot (https://example.com/envscope, 0.1.0)';

export interface DiscordSuccess<T> {
  /** Null where the answer had no body: what Discord answers without `wait`, which a proxy on the way may drop. */
  readonly data: T | null;
  /** No call before this is over, since the allowance is used up; 0 where some of it is left. */
  readonly pauseMs: number;
}

/** Calls Discord's interface once. Rejects with `ChannelRefusal`. */
export async function callDiscordOnce<T>(
  call: Omit<JsonCall<T>, 'headers'>,
  now: () => number,
): Promise<DiscordSuccess<T>> {
  const { data, headers } = await exchangeJson({ ...call, headers: { 'user-agent': USER_AGENT } }, (answer) =>
    refusalOf(answer, now()),
  );
  return { data, pauseMs: pauseOf(headers) };
}

function pauseOf(headers: Readonly<Record<string, string>>): number {
  if (headers['x-ratelimit-remaining'] !== '0') return 0;
  return askedWait(Number(headers['x-ratelimit-reset-after']) * 1_000)?.waitMs ?? 0;
}
