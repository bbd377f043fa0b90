const HOUR_MS = 3_600_000;

/** Results are kept for so long: nothing older can be shown. */
export const KEPT_MS = 7 * 24 * HOUR_MS;

/** Ranges that end now, by what the address calls them. */
const LENGTHS_MS = { '1h': HOUR_MS, '6h': 6 * HOUR_MS, '24h': 24 * HOUR_MS, '7d': KEPT_MS } as const;

export type RangeName = keyof typeof LENGTHS_MS;
export const RANGE_NAMES = Object.keys(LENGTHS_MS) as readonly RangeName[];

/** The time that a chart shows: the last hours, which moves on, or one from a moment to another. */
export type TimeRange =
  | { readonly kind: 'last'; readonly name: RangeName }
  | { readonly kind: 'fixed'; readonly fromMs: number; readonly toMs: number };

/** What the address has of a range. */
export interface WrittenRange {
  readonly range?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Why two moments are no range. */
export type RangeFault = 'missing' | 'reversed' | 'too-long';

/** What is wrong with a range from a moment to another; null where nothing is. */
export function faultOf(fromMs: number, toMs: number): RangeFault | null {
  if (Number.isNaN(fromMs) || Number.isNaN(toMs)) return 'missing';
  if (fromMs >= toMs) return 'reversed';
  return toMs - fromMs > KEPT_MS ? 'too-long' : null;
}

/** The range that is written; undefined where there is none, or none that can be. Two moments go before a name. */
export function rangeOf({ range, from, to }: WrittenRange): TimeRange | undefined {
  const [fromMs, toMs] = [momentOf(from), momentOf(to)];
  if (faultOf(fromMs, toMs) === null) return { kind: 'fixed', fromMs, toMs };
  const name = RANGE_NAMES.find((one) => one === range);
  return name && { kind: 'last', name };
}

/** What stands in the address for a range. */
export function writtenOf(range: TimeRange): Record<keyof WrittenRange, string | null> {
  return range.kind === 'last'
    ? { range: range.name, from: null, to: null }
    : { range: null, from: new Date(range.fromMs).toISOString(), to: new Date(range.toMs).toISOString() };
}

/** From when to when it is, at a moment. */
export function boundsOf(
  range: TimeRange,
  nowMs: number,
): { readonly fromMs: number; readonly toMs: number } {
  if (range.kind === 'fixed') return range;
  return { fromMs: nowMs - LENGTHS_MS[range.name], toMs: nowMs };
}

/** Whether it can still change: what is over does not. */
export function isRunning(range: TimeRange, nowMs: number): boolean {
  return range.kind === 'last' || range.toMs > nowMs;
}

/** ISO alone: browsers read other texts each in their own way. */
function momentOf(written: string | undefined): number {
  return written !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(written) ? Date.parse(written) : NaN;
}
