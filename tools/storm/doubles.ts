import type { Delivery } from '@envscope/contracts/index.js';
import type { Evidence, PostedMessage, Webhook } from './evidence.ts';

/** Messages that are there beside the one that a delivery counts as its own. */
export interface Doubles {
  /** How many an attempt of unknown outcome explains. */
  readonly explained: number;
  readonly unexplained: readonly PostedMessage[];
}

/** A call is cut off after ten seconds, or its claim's owner is dead before that; the machine may be slow. */
const LONGEST_CALL_MS = 12_000;
/** What two processes write down of one moment lies a little apart. */
const CLOCK_MS = 5;

/** Finds doubles in the channels. An attempt of unknown outcome explains one message, which arrived while it lasted. */
export function doublesOf({ deliveries, webhooks }: Pick<Evidence, 'deliveries' | 'webhooks'>): Doubles {
  const delivered = new Set(deliveries.map(({ messageId }) => messageId));
  const found = webhooks.map((webhook) => {
    const extra = webhook.messages.filter(({ id }) => !delivered.has(id));
    return { count: extra.length, unexplained: unexplainedOf(extra, doubtfulMs(webhook, deliveries)) };
  });
  const unexplained = found.flatMap((each) => each.unexplained);
  return { explained: found.reduce((sum, { count }) => sum + count, 0) - unexplained.length, unexplained };
}

/** When attempts of unknown outcome began; deliveries of one digest share theirs. */
function doubtfulMs({ environment }: Webhook, deliveries: readonly Delivery[]): readonly number[] {
  const moments = deliveries
    .filter((delivery) => delivery.environment === environment && delivery.isPossiblyRepeated)
    .flatMap(({ attempts }) =>
      attempts.filter(({ outcome }) => outcome === 'unknown' || outcome === 'unreadable'),
    )
    .map(({ at }) => Date.parse(at));
  return [...new Set(moments)].sort((a, b) => a - b);
}

function unexplainedOf(extra: readonly PostedMessage[], doubtful: readonly number[]): PostedMessage[] {
  const unused = [...doubtful];
  return extra.filter(({ timestamp }) => {
    const sinceMs = (atMs: number) => Date.parse(timestamp) - atMs;
    const index = unused.findIndex((atMs) => sinceMs(atMs) >= -CLOCK_MS && sinceMs(atMs) <= LONGEST_CALL_MS);
    if (index !== -1) unused.splice(index, 1);
    return index === -1;
  });
}
