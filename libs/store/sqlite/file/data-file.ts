import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { DataFileLost, StoreFault } from '../../observation-store.js';

/**
 * The file of an open database, as it was when it was opened. SQLite goes on writing to a file that is gone, and everything
 * written then is gone with the process.
 */
export class DataFile {
  private readonly file: string;
  private readonly opened: string | undefined;
  /** That of the log, which SQLite makes when it first writes. */
  private log: string | undefined;

  constructor(file: string) {
    this.file = file;
    this.opened = identityOf(file);
  }

  /** Throws `DataFileLost` where the file, or its log, is not the one that was opened. */
  verify(): void {
    const present = identityOf(this.file);
    if (present !== this.opened) throw lost(this.file, present !== undefined);
    const log = identityOf(`${this.file}-wal`);
    this.log ??= log;
    if (log !== this.log) throw lost(`${this.file}-wal`, log !== undefined);
  }

  /** Writes what the open database holds into a new file and closes it. False where the file is not lost. */
  restore(database: DatabaseSync): boolean {
    try {
      this.verify();
      return false;
    } catch (error) {
      if (!(error instanceof DataFileLost)) throw error;
    }
    const present = identityOf(this.file);
    if (present !== undefined && present !== this.opened) {
      throw new StoreFault(`${this.file} is another file: move it away first, or restart to use it`);
    }
    const copy = `${this.file}-new`;
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    rmSync(copy, { force: true });
    database.prepare('VACUUM INTO ?').run(copy);
    database.close();
    // Of the lost file: the new one must not take it for its own.
    rmSync(`${this.file}-wal`, { force: true });
    renameSync(copy, this.file);
    return true;
  }
}

function lost(file: string, isReplaced: boolean): DataFileLost {
  if (isReplaced) {
    return new DataFileLost(`${file} is another file now: put the first one back, or move this one away`);
  }
  const what = existsSync(dirname(file)) ? 'is gone' : 'is gone with its folder';
  return new DataFileLost(
    `${file} ${what}: put it back, or have a new one written by POST /api/internal/store/data-file`,
  );
}

function identityOf(file: string): string | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}
