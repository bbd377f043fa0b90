import type { Quiet } from '@envscope/contracts/index.js';

/** When a quiet is over, epoch milliseconds: at its end or when a person ended it before; null while neither is known. */
export function quietOverAtMs({ endsAt, ended }: Pick<Quiet, 'endsAt' | 'ended'>): number | null {
  const ends = [endsAt, ended?.at].flatMap((end) => (end ? [Date.parse(end)] : []));
  return ends.length === 0 ? null : Math.min(...ends);
}
