import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { DataFileLost, StoreFault } from '../../observation-store.js';
import { FORMATS } from './schema.js';

/** `ENVS`: marks our files among all other SQLite file. */
const APPLICATION_ID = 0x45_4e_56_53;

// A restart may meet the process that it replaces while that one still closes.
const LOCK_WAIT_MS = 2_000;
// A check of the whole file takes about a second per 200 MB, which a start should not wait for.
const LARGEST_FILE_TO_CHECK = 64 * 1024 * 1024;
// The log is cut to this after a burst, for example a large deletion, made it grow.
const LOG_LIMIT = 16 * 1024 * 1024;

const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/**
 * Opens the console's database for this process alone, and creates it where there is none, unless it is known. Throws `StoreFault`, and
 * leaves the file as it is, where that is damaged, not ours, newer than this version, in use or not writable.
 */
export function openDatabaseFile(file: string, isKnown = false): DatabaseSync {
  return explained(file, () => {
    if (isKnown && !isFilled(file)) throw new DataFileLost(`${file} is gone: put it back, or restart`);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if (isFilled(file)) refuseUnlessOurs(file);
    return openForWriting(file);
  });
}

/** Proves that the file takes writes: it writes what the header says already. */
export function touchDatabase(database: DatabaseSync): void {
  database.exec(`PRAGMA user_version = ${FORMATS.length}`);
}

function openForWriting(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: LOCK_WAIT_MS });
  try {
    // One process writes; the lock goes when the process does, even by `kill -9`, so that no stale lock can remain.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA auto_vacuum = INCREMENTAL; BEGIN EXCLUSIVE');
    // All in one transaction: from its first written byte the file bears our id and is whole, and a file of an older
    // console is brought to this format or stays as it is.
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    for (const format of FORMATS.slice(pragma(database, 'user_version'))) {
      if (typeof format === 'string') database.exec(format);
      else format(database);
    }
    touchDatabase(database);
    // A commit is in the kernel's hands before it is acknowledged, and so outlives this process whatever ends it. NORMAL
    // leaves out the wait for the disk itself: a power cut may take the last moments, but cannot damage the file.
    database.exec(`
      COMMIT;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA journal_size_limit = ${LOG_LIMIT};
    `);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function refuseUnlessOurs(file: string): void {
  // `immutable` reads the bare file: no lock, and no log is made or applied beside a file that may not be ours.
  const bare = new URL(`${pathToFileURL(file).href}?immutable=1`);
  inspect(bare, (database) => {
    if (pragma(database, 'application_id') !== APPLICATION_ID) {
      throw new StoreFault(`${file} is not a database of this console: move it away or set another DATA_DIR`);
    }
  });
  // The start was interrupted while the file was made: SQLite undoes that by itself when it opens the file.
  if (existsSync(`${file}-journal`)) return;
  inspect(isFilled(`${file}-wal`) ? file : bare, (database) => {
    const version = pragma(database, 'user_version');
    if (version > FORMATS.length) {
      throw new StoreFault(
        `${file} was written by a newer console (format ${version}): use that version or newer`,
      );
    }
    if (statSync(file).size <= LARGEST_FILE_TO_CHECK) refuseIfDamaged(file, database);
  });
}

function refuseIfDamaged(file: string, database: DatabaseSync): void {
  const found = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})[0];
  if (found !== 'ok') throw damaged(file, String(found));
}

function inspect(location: string | URL, read: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(location, { readOnly: true, timeout: LOCK_WAIT_MS });
  try {
    read(database);
  } finally {
    database.close();
  }
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function isFilled(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function damaged(file: string, detail: string): StoreFault {
  return new StoreFault(
    `${file} is damaged (${detail}): put a backup in its place or move it away to start anew`,
  );
}

/** Runs the work, and says in words what a person can do where SQLite or the file system refuses. */
function explained<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof StoreFault) throw cause;
    const { message, errcode } = cause as Error & { errcode?: number };
    if (errcode === SQLITE_BUSY) throw new StoreFault(`${file} is in use by another process`, { cause });
    if (errcode === SQLITE_CORRUPT) throw damaged(file, message);
    if (errcode === SQLITE_NOTADB) {
      throw new StoreFault(`${file} is not an SQLite database: move it away or set another DATA_DIR`, {
        cause,
      });
    }
    throw new StoreFault(`${file} cannot be opened for writing: ${message}`, { cause });
  }
}
