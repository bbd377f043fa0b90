import type { Reason, Snapshot } from '@envscope/contracts/index.js';

/** Longest texts that are taken from outside, in UTF-16 units: what an error says, a name, a detail of a page. */
export const LONGEST = { reason: 300, name: 200, detail: 500 } as const;
/** Entries of one list in a snapshot; more than any page shows, and fewer than fill a memory. */
const MOST_ENTRIES = 5_000;

/**
 * A text as it may go on into results, snapshots, logs and notifications, whoever wrote it: cut to its limit, with an
 * ellipsis where something is missing. The one place that every text of a vendor or an endpoint passes.
 */
export function outsideText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  // Not through the middle of a pair of surrogates.
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** A reason with every text in it bounded. */
export function outsideReason({ code, params }: Reason): Reason {
  const texts = Object.entries(params).map(([name, value]) => [name, bounded(value, LONGEST.reason)]);
  return { code, params: Object.fromEntries(texts) as Reason['params'] };
}

/** A snapshot with every text and list in it bounded. */
export function outsideSnapshot(snapshot: Snapshot | null): Snapshot | null {
  return snapshot && (bounded(snapshot, LONGEST.detail) as Snapshot);
}

/** A JSON-like value with its texts and lists bounded; names of fields are our own. */
function bounded(value: unknown, longest: number): unknown {
  if (typeof value === 'string') return outsideText(value, longest);
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((entry) => bounded(entry, longest));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, bounded(entry, longest)]));
}
