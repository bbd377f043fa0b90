import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { observationOf } from '@envscope/testing/observations.js';
import { StoreFault } from '../observation-store.js';
import { openDatabaseFile } from './database-file.js';
import { ObservationDatabase } from './observation-database.js';

describe('openDatabaseFile', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'envscope-file-'));
    file = join(folder, 'envscope.db');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function fill(): void {
    const database = new ObservationDatabase(openDatabaseFile(file));
    const results = Array.from({ length: 500 }, (_, index) => ({ target: `target-${index}` }));
    database.atomically(() => database.append(observationOf({ results })));
    database.close();
  }

  function expectRefusal(words: string): void {
    const before = readFileSync(file);
    const neighbours = readdirSync(folder);
    expect(() => openDatabaseFile(file)).toThrow(StoreFault);
    expect(() => openDatabaseFile(file)).toThrow(words);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(neighbours);
  }

  it('opens again what it made', () => {
    fill();
    const database = new ObservationDatabase(openDatabaseFile(file));
    expect(database.latest()).toHaveLength(1);
    database.close();
  });

  it('fills an empty file', () => {
    writeFileSync(file, '');
    openDatabaseFile(file).close();
    expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
  });

  it('refuses a file that is not SQLite', () => {
    writeFileSync(
      file,
      'a letter to a friend, long enough to fill a header of one hundred bytes. '.repeat(20),
    );
    expectRefusal('is not an SQLite database');
  });

  it.each(['DELETE', 'WAL'])('refuses the SQLite file of another program (journal %s)', (journal) => {
    const database = new DatabaseSync(file);
    database.exec(`PRAGMA journal_mode = ${journal}; CREATE TABLE friend (name TEXT)`);
    database.close();
    expectRefusal('is not a database of this console');
  });

  it('refuses a file of a newer console', () => {
    fill();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 2');
    database.close();
    expectRefusal('was written by a newer console (format 2)');
  });

  it('refuses a file whose end is missing', () => {
    fill();
    writeFileSync(file, readFileSync(file).subarray(0, -8_192));
    expectRefusal('is damaged');
  });

  it('refuses a file with a page overwritten', () => {
    fill();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, bytes.length - 8_192, bytes.length - 4_096);
    writeFileSync(file, bytes);
    expectRefusal('is damaged');
  });

  it('refuses a damaged file beside a log that was not yet merged', () => {
    fill();
    const database = new ObservationDatabase(openDatabaseFile(file));
    database.atomically(() => database.append(observationOf({ environment: 'prod' })));
    // As a kill leaves it: closing would merge the log.
    const copy = join(folder, 'copy.db');
    copyFileSync(`${file}-wal`, `${copy}-wal`);
    const bytes = readFileSync(file);
    database.close();
    bytes.fill(0xa5, bytes.length - 12_288, bytes.length - 8_192);
    writeFileSync(copy, bytes);
    expect(() => openDatabaseFile(copy)).toThrow('is damaged');
    expect(readFileSync(copy).equals(bytes)).toBe(true);
  });

  it('says so where the folder cannot be made', () => {
    writeFileSync(join(folder, 'data'), '');
    const inside = join(folder, 'data', 'envscope.db');
    expect(() => openDatabaseFile(inside)).toThrow(StoreFault);
    expect(() => openDatabaseFile(inside)).toThrow('cannot be opened for writing');
  });
});
