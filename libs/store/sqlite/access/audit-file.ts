import type { AuditEntry } from '@envscope/contracts/index.js';
import { constants, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { StoreFault } from '../../observation-store.js';

const MOST_TRIES = 20;
/** Of the log's header: what changes whenever SQLite begins to write it from its beginning. */
const LOG_HEADER_BYTES = 32;

/**
 * The audit entries of a data file, oldest first. A console that runs holds its file for itself: then a copy is read, with the log
 * that belongs to it, and the file stays as it is. Throws `StoreFault` where there is none.
 */
export function* auditEntriesOfFile(file: string): Generator<AuditEntry> {
  if (!statSync(file, { throwIfNoEntry: false })) throw new StoreFault(`There is no ${file}`);
  if (!isFilled(`${file}-wal`)) {
    yield* entriesIn(new URL(`${pathToFileURL(file).href}?immutable=1`));
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'envscope-audit-'));
  try {
    yield* entriesIn(copied(file, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* entriesIn(location: string | URL): Generator<AuditEntry> {
  const database = new DatabaseSync(location);
  try {
    const tables = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'audit'").all();
    if (tables.length === 0) return;
    const rows = database.prepare('SELECT document FROM audit ORDER BY sequence').iterate();
    for (const row of rows) yield JSON.parse(String(row['document'])) as AuditEntry;
  } finally {
    database.close();
  }
}

/** A copy of file and log as they were at one moment: what was added to the log meanwhile does not disturb it. */
function copied(file: string, folder: string): string {
  const copy = join(folder, basename(file));
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const before = stateOf(file);
    copyFileSync(file, copy, constants.COPYFILE_FICLONE);
    copyFileSync(`${file}-wal`, `${copy}-wal`, constants.COPYFILE_FICLONE);
    if (stateOf(file) === before) return copy;
  }
  throw new StoreFault(`${file} is written so often that no copy of it is whole: try again`);
}

/** Changes when the log is merged into the file, and when it begins anew. */
function stateOf(file: string): string {
  const { mtimeNs, size } = statSync(file, { bigint: true });
  const header = readFileSync(`${file}-wal`).subarray(0, LOG_HEADER_BYTES);
  return `${mtimeNs} ${size} ${header.toString('hex')}`;
}

function isFilled(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
