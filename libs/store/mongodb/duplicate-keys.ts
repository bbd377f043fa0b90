/** What a unique index answers. */
const DUPLICATE_KEY = 11_000;

/** Whether a unique index refused the write. */
export function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: unknown }).code === DUPLICATE_KEY;
}

/** Positions of the writes of a bulk that a unique index refused; empty where another fault is among them. */
export function duplicatesOf(error: unknown): number[] {
  const { writeErrors = [] } = error as { writeErrors?: { code: number; index: number }[] };
  return writeErrors.every(({ code }) => code === DUPLICATE_KEY) ? writeErrors.map(({ index }) => index) : [];
}
