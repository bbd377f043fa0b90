import type { AttemptOutcome, Instant, Reason } from '@envscope/contracts/index.js';
import { ChannelRefusal, type Receipt } from '@envscope/integrations/kernel/channels/channel.js';
import { limitTimer, type Clock } from '@envscope/integrations/kernel/clock.js';

/** What came of one call to a channel. */
export type CallResult = {
  /** When it was made. */
  readonly at: Instant;
  readonly tookMs: number;
} & (
  | { readonly outcome: 'delivered'; readonly receipt: Receipt }
  | {
      readonly outcome: Exclude<AttemptOutcome, 'delivered'>;
      readonly reason: Reason;
      /** How long the channel asks to wait; undefined where it does not say. */
      readonly waitMs: number | undefined;
      /** Every queue of the host waits. */
      readonly isGlobal: boolean;
    }
);

/** A call that has no answer by then is aborted. */
export const SEND_TIMEOUT_MS = 10_000;
/** A call that does not even abort is left alone after this, so that it holds up nothing for ever. */
const GIVING_UP_MS = 1_000;
/** A claim outlasts the call that it is made for, so that nobody else makes it meanwhile. */
export const CLAIM_MS = SEND_TIMEOUT_MS + 10_000;

/** Makes one call within the time limit. Never rejects: `onFault` hears of what is not a refusal but a fault of ours. */
export async function resultOf(
  call: (signal: AbortSignal) => Promise<Receipt>,
  clock: Clock,
  onFault: (error: unknown) => void,
): Promise<CallResult> {
  const [startedMs, startedAtMs] = [clock.steady(), clock.now()];
  const answer = await settled(call).catch((error: unknown) => {
    if (!(error instanceof ChannelRefusal)) onFault(error);
    return error instanceof ChannelRefusal ? error : OUR_FAULT;
  });
  const made = { at: new Date(startedAtMs).toISOString(), tookMs: Math.round(clock.steady() - startedMs) };
  if (!(answer instanceof ChannelRefusal)) return { ...made, outcome: 'delivered', receipt: answer };
  const { kind, reason, options } = answer;
  return { ...made, outcome: kind, reason, waitMs: options.waitMs, isGlobal: options.isGlobal ?? false };
}

/** Tried again, since an alert must not be lost to a mistake that may concern only this once. */
const OUR_FAULT = new ChannelRefusal('failed', { code: 'internal-fault', params: {} });

async function settled(call: (signal: AbortSignal) => Promise<Receipt>): Promise<Receipt> {
  const limit = new AbortController();
  const silence = Promise.withResolvers<never>();
  const timers = [
    limitTimer(SEND_TIMEOUT_MS, () => limit.abort(new DOMException('Timed out', 'TimeoutError'))),
    limitTimer(SEND_TIMEOUT_MS + GIVING_UP_MS, () => silence.reject(SILENCE)),
  ];
  try {
    return await Promise.race([call(limit.signal), silence.promise]);
  } finally {
    timers.forEach(clearTimeout);
  }
}

const SILENCE = new ChannelRefusal('unknown', { code: 'timeout', params: { limitMs: SEND_TIMEOUT_MS } });
