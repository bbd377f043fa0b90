import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CheckResult, MeasurementName } from '@envscope/contracts/index.js';
import type { Sample } from '../../buckets.js';
import { LATENCY } from '../../observation-store.js';
import { Block, readBlock, type StoredResult } from './block-codec.js';
import { HOURS } from './series-table.js';

const HOUR_MS = 3_600_000;
// Two kilobytes each. Beyond it those that were opened first are read again for their next result.
const MOST_OPEN = 10_000;

/** The results of every series, a block for each hour. The block that a series wrote last stays in memory, ready to grow. */
export class BlockTable {
  private readonly find: StatementSync;
  private readonly put: StatementSync;
  private readonly range: StatementSync;
  private readonly remove: StatementSync;
  /** By series. */
  private readonly open = new Map<number, { readonly id: number; readonly block: Block }>();
  /** Blocks that have grown since they were written, by id. */
  private readonly grown = new Map<number, Block>();

  constructor(database: DatabaseSync) {
    this.find = database.prepare('SELECT results FROM block WHERE id = ?');
    this.put = database.prepare(
      'INSERT INTO block (id, results) VALUES (?, ?) ON CONFLICT DO UPDATE SET results = excluded.results',
    );
    this.range = database.prepare('SELECT id, results FROM block WHERE id BETWEEN ? AND ? ORDER BY id');
    this.remove = database.prepare('DELETE FROM block WHERE id >= ? AND id < ?');
  }

  /** Adds to a block in memory; `write` puts it into the table. Throws `RangeError` for a number that cannot be kept. */
  add(series: number, result: CheckResult): void {
    const stored = storedResult(result);
    const hour = hourOf(stored.atMs);
    const id = blockId(series, hour);
    const block = this.grown.get(id) ?? this.opened(series, id) ?? this.read(id, hour);
    block.append(stored);
    this.grown.set(id, block);
    this.open.set(series, { id, block });
  }

  /** Writes each block that has grown, once. */
  write(): void {
    for (const [id, block] of this.grown) this.put.run(id, block.bytes());
    this.grown.clear();
    for (const [series] of this.open) {
      if (this.open.size <= MOST_OPEN) break;
      this.open.delete(series);
    }
  }

  /** Drops what is in memory, since rows are gone or a transaction was rolled back. */
  forget(): void {
    this.open.clear();
    this.grown.clear();
  }

  /** One measurement of a series in the hours from the first to the last, both inclusive. */
  *samples(series: number, first: number, last: number, measurement: MeasurementName): Generator<Sample> {
    for (const { atMs, status, latencyMs, measurements } of this.results(series, first, last)) {
      const value = measurement === LATENCY ? latencyMs : measurements.get(measurement);
      yield { atMs, status, value: value ?? null };
    }
  }

  /** The results of a series in the hours from the first to the last, both inclusive. */
  *results(series: number, first: number, last: number): Generator<StoredResult> {
    const rows = this.range.iterate(blockId(series, first), blockId(series, last));
    for (const row of rows as Iterable<{ id: number; results: Uint8Array }>)
      yield* readBlock(row.results, (row.id % HOURS) * HOUR_MS);
  }

  /** Forgets the hours of each of the series before this one. */
  prune(allSeries: readonly number[], before: number): void {
    for (const series of allSeries) this.remove.run(blockId(series, 0), blockId(series, before));
    this.forget();
  }

  private opened(series: number, id: number): Block | undefined {
    const open = this.open.get(series);
    return open?.id === id ? open.block : undefined;
  }

  private read(id: number, hour: number): Block {
    const bytes = this.find.get(id)?.['results'] as Uint8Array | undefined;
    return new Block(bytes ?? new Uint8Array(), hour * HOUR_MS);
  }
}

/** The hour since the epoch that the moment lies in. */
export function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS);
}

/** Epoch milliseconds of its start. */
export function startOf(hour: number): number {
  return hour * HOUR_MS;
}

/** Its series and its hour. */
function blockId(series: number, hour: number): number {
  if (!(hour >= 0 && hour < HOURS)) throw new RangeError('A moment lies before 1970 or after 3883');
  return series * HOURS + hour;
}

function storedResult({ checkedAt, status, latencyMs, measurements, reason }: CheckResult): StoredResult {
  return {
    atMs: Date.parse(checkedAt),
    status,
    latencyMs,
    measurements: new Map(Object.entries(measurements)),
    reason: reason?.code ?? null,
  };
}
