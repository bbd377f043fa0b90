/** What a unique index answers. */
const DUPLICATE_KEY = 11_000;

// MongoDB's WriteConflict.
const WRITE_CONFLICT = 112;
// PostgreSQL's 40P01, deadlock_detected, packed into a number: what an engine on PostgreSQL answers for two upserts of one key.
const DEADLOCK = 16_908_292;
const CONTENTION = new Set([DUPLICATE_KEY, WRITE_CONFLICT, DEADLOCK]);

interface WriteError {
  readonly code: number;
  readonly index: number;
}

/** Whether a unique index refused the write. */
export function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: unknown }).code === DUPLICATE_KEY;
}

/** Whether the write met another writer's and changed nothing, so that it may be tried again. */
export function isContended(error: unknown): boolean {
  return CONTENTION.has(Number((error as { code?: unknown }).code));
}

/** Positions of the writes of a bulk that a unique index refused; empty where another fault is among them. */
export function duplicatesOf(error: unknown): number[] {
  return positionsOf(error, isDuplicateKey);
}

/**
 * Positions of the writes of a bulk that met another writer at their document and changed nothing, so that they may be tried
 * again; empty where another fault is among them.
 */
export function contendedOf(error: unknown): number[] {
  return positionsOf(error, ({ code }) => CONTENTION.has(code));
}

function positionsOf(error: unknown, isExpected: (error: WriteError) => boolean): number[] {
  const { writeErrors = [] } = error as { writeErrors?: WriteError[] };
  return writeErrors.every(isExpected) ? writeErrors.map(({ index }) => index) : [];
}
