import type { CheckStatus, MeasurementName } from '@envscope/contracts/index.js';
import { ByteReader, ByteWriter } from './bytes.js';

/** What history keeps of one result of a target. */
export interface StoredResult {
  readonly atMs: number;
  readonly status: CheckStatus;
  readonly latencyMs: number | null;
  readonly measurements: ReadonlyMap<MeasurementName, number>;
  /**
   * The reason's code; null where there was none. Not its parameters: an address or a duration that is another one at
   * each check would make a block grow by its text each time. Older blocks hold the whole reason as JSON.
   */
  readonly reason: string | null;
}

// The positions are on disk: new statuses go to the end.
const STATUSES: readonly CheckStatus[] = ['up', 'degraded', 'down', 'unknown', 'paused', 'unconfigured'];

// A result opens with one byte: the status's position in its low bits, and these.
const STATUS_BITS = 0b0000_0111;
const HAS_LATENCY = 0b0000_1000;
const NEW_REASON = 0b0001_0000;
const NEW_MEASUREMENTS = 0b0010_0000;

// How a changed measurement is written. A whole number is short; -0, fractions and the huge need all their bits.
const ABSENT = 0;
const WHOLE = 1;
const NEGATIVE_WHOLE = 2;
const DOUBLE = 3;
const KINDS = 4;

/**
 * A block is the results of one series in one span, each told as its difference from the one before it: a check that
 * saw what the last one saw takes about six bytes. Times may go back. `startMs` is the span's start and is not stored.
 */
export class Block {
  private readonly writer: ByteWriter;
  private readonly known: Map<string, number>;
  private before: StoredResult;

  /** Goes on after the bytes of an earlier one. Throws `RangeError` where they are damaged. */
  constructor(bytes: Uint8Array, startMs: number) {
    const { results, texts } = replay(bytes, startMs);
    this.writer = new ByteWriter(bytes);
    this.known = new Map(texts.map((text, position) => [text, position]));
    this.before = results.at(-1) ?? nothingBefore(startMs);
  }

  /** Throws `RangeError` for a number that cannot be kept; the block is of no use then. */
  append(result: StoredResult): void {
    writeResult(this.writer, this.before, result, this.known);
    this.before = result;
  }

  bytes(): Uint8Array {
    return this.writer.written();
  }
}

/** The results of a block in the order in which they were appended. Throws `RangeError` where it is damaged. */
export function readBlock(block: Uint8Array, startMs: number): StoredResult[] {
  return replay(block, startMs).results;
}

function nothingBefore(startMs: number): StoredResult {
  return { atMs: startMs, status: 'unknown', latencyMs: null, measurements: new Map(), reason: null };
}

function writeResult(
  writer: ByteWriter,
  before: StoredResult,
  result: StoredResult,
  known: Map<string, number>,
): void {
  const changes = changedMeasurements(before.measurements, result.measurements);
  const isNewReason = result.reason !== before.reason;
  writer.byte(
    STATUSES.indexOf(result.status) |
      (result.latencyMs === null ? 0 : HAS_LATENCY) |
      (isNewReason ? NEW_REASON : 0) |
      (changes.length > 0 ? NEW_MEASUREMENTS : 0),
  );
  writer.varint(zigzag(result.atMs - before.atMs));
  if (result.latencyMs !== null) writer.varint(result.latencyMs);
  if (isNewReason) writeReason(writer, result.reason, known);
  if (changes.length > 0) {
    writer.varint(changes.length);
    for (const [name, value] of changes) writeMeasurement(writer, name, value, known);
  }
}

function changedMeasurements(
  before: StoredResult['measurements'],
  now: StoredResult['measurements'],
): [MeasurementName, number | undefined][] {
  if (before === now) return [];
  const changes: [MeasurementName, number | undefined][] = [];
  for (const [name, value] of now) if (!Object.is(before.get(name), value)) changes.push([name, value]);
  for (const name of before.keys()) if (!now.has(name)) changes.push([name, undefined]);
  return changes;
}

function writeReason(writer: ByteWriter, reason: string | null, known: Map<string, number>): void {
  if (reason === null) return writer.varint(0);
  const position = known.get(reason) ?? known.size;
  writer.varint(position + 1);
  writeIfNew(writer, reason, position, known);
}

function writeMeasurement(
  writer: ByteWriter,
  name: MeasurementName,
  value: number | undefined,
  known: Map<string, number>,
): void {
  const kind = kindOf(value);
  const position = known.get(name) ?? known.size;
  writer.varint(position * KINDS + kind);
  writeIfNew(writer, name, position, known);
  if (value === undefined) return;
  if (kind === DOUBLE) writer.double(value);
  else writer.varint(Math.abs(value));
}

/** The first use of a text spells it out; later ones name its position. */
function writeIfNew(writer: ByteWriter, text: string, position: number, known: Map<string, number>): void {
  if (position < known.size) return;
  known.set(text, position);
  writer.text(text);
}

function kindOf(value: number | undefined): number {
  if (value === undefined) return ABSENT;
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return DOUBLE;
  return value < 0 ? NEGATIVE_WHOLE : WHOLE;
}

function replay(block: Uint8Array, startMs: number): { results: StoredResult[]; texts: string[] } {
  const reader = new ByteReader(block);
  const results: StoredResult[] = [];
  const texts: string[] = [];
  let before = nothingBefore(startMs);
  while (reader.hasMore()) {
    before = readResult(reader, before, texts);
    results.push(before);
  }
  return { results, texts };
}

function readResult(reader: ByteReader, before: StoredResult, texts: string[]): StoredResult {
  const head = reader.byte();
  const status = STATUSES[head & STATUS_BITS];
  if (status === undefined) throw new RangeError('A block names a status that does not exist');
  return {
    status,
    atMs: before.atMs + unzigzag(reader.varint()),
    latencyMs: head & HAS_LATENCY ? reader.varint() : null,
    reason: head & NEW_REASON ? readReason(reader, texts) : before.reason,
    measurements: head & NEW_MEASUREMENTS ? readMeasurements(reader, before, texts) : before.measurements,
  };
}

function readReason(reader: ByteReader, texts: string[]): string | null {
  const position = reader.varint() - 1;
  return position < 0 ? null : readText(reader, position, texts);
}

function readMeasurements(
  reader: ByteReader,
  before: StoredResult,
  texts: string[],
): StoredResult['measurements'] {
  const measurements = new Map(before.measurements);
  for (let changes = reader.varint(); changes > 0; changes -= 1) {
    const code = reader.varint();
    const name = readText(reader, Math.floor(code / KINDS), texts);
    const kind = code % KINDS;
    if (kind === ABSENT) measurements.delete(name);
    else measurements.set(name, readValue(reader, kind));
  }
  return measurements;
}

function readValue(reader: ByteReader, kind: number): number {
  if (kind === DOUBLE) return reader.double();
  return kind === NEGATIVE_WHOLE ? -reader.varint() : reader.varint();
}

function readText(reader: ByteReader, position: number, texts: string[]): string {
  if (position === texts.length) texts.push(reader.text());
  const text = texts[position];
  if (text === undefined) throw new RangeError('A block names a text that it does not hold');
  return text;
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
