/** Reads what a console has stored, in a process of its own: whether each planned check of each endpoint has one result. */
import { DatabaseSync } from 'node:sqlite';
import { readBlock } from '@envscope/store/sqlite/observations/block-codec.js';
import { HOURS } from '@envscope/store/sqlite/observations/series-table.js';
import { placeOf } from '@envscope/monitoring/schedule/own-place.js';
import { keptPlan, type Kept, type MeasuredTime } from '../crew/kept-plan.ts';
import { servePart } from './part.ts';

export interface StoredPlan extends MeasuredTime {
  /** Of a console that is gone: it keeps the file for itself. */
  readonly file: string;
}

export interface Stored extends Omit<Kept, 'gapsTooLong'> {
  readonly gapsTooLong: number;
  /** Results that say anything but `up`. */
  readonly notUp: number;
  /** Some of what is wrong, for people. */
  readonly faults: readonly string[];
}

const HOUR_MS = 3_600_000;
const NAMED_FAULTS = 5;

function read({ file, ...time }: StoredPlan): Stored {
  const database = new DatabaseSync(file, { readOnly: true });
  const series = database.prepare(
    `SELECT id, target FROM series WHERE environment = 'dev' AND service = 'endpoints'`,
  );
  const blocks = database.prepare('SELECT id, results FROM block WHERE id BETWEEN ? AND ? ORDER BY id');
  const sum = { planned: 0, results: 0, doubles: 0, late: 0, longestGapMs: 0, gapsTooLong: 0, notUp: 0 };
  const faults: string[] = [];
  for (const { id, target } of series.all() as unknown as { id: number; target: string }[]) {
    const rows = blocks.all(id * HOURS, id * HOURS + HOURS - 1);
    const results = (rows as unknown as { id: number; results: Uint8Array }[])
      .flatMap((row) => readBlock(row.results, (row.id % HOURS) * HOUR_MS))
      .toSorted((a, b) => a.atMs - b.atMs);
    const own = results.filter(({ atMs }) => atMs >= time.fromMs && atMs < time.toMs);
    const notUp = own.filter(({ status }) => status !== 'up');
    const moments = results.map(({ atMs }) => atMs);
    const { gapsTooLong, longestGapMs, ...kept } = keptPlan(
      moments,
      placeOf('dev', 'endpoints', target),
      time,
    );
    sum.planned += kept.planned;
    sum.results += kept.results;
    sum.doubles += kept.doubles;
    sum.late += kept.late;
    sum.longestGapMs = Math.max(sum.longestGapMs, longestGapMs);
    sum.gapsTooLong += gapsTooLong.length;
    sum.notUp += notUp.length;
    const isAtFault = gapsTooLong.length > 0 || notUp.length > 0 || kept.doubles > 0;
    if (isAtFault && faults.length < NAMED_FAULTS)
      faults.push(
        `${target}: ${own.map(({ atMs, status, reason }) => [new Date(atMs).toISOString().slice(11, 23), status, reason ?? ''].join(' ').trim()).join(', ')}`,
      );
  }
  database.close();
  return { ...sum, faults };
}

servePart({ read });
