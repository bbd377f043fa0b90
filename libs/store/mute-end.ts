import type { Mute } from '@envscope/contracts/index.js';

/** When a mute is over, epoch milliseconds: at its end or when a person ended it before; null while neither is known. */
export function muteOverAtMs({ endsAt, ended }: Pick<Mute, 'endsAt' | 'ended'>): number | null {
  const ends = [endsAt, ended?.at].flatMap((end) => (end ? [Date.parse(end)] : []));
  return ends.length === 0 ? null : Math.min(...ends);
}
