import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { afterAttempt, type Attempt } from '../../rates/attempts.js';
import type { Hit } from '../../rates/rate-store.js';
import type { RateWindow } from '../../rates/rate-window.js';

/** Windows in which something is counted, a row each for as long as they run. */
export class RateTable {
  private readonly hit: StatementSync;
  private readonly find: StatementSync;
  private readonly put: StatementSync;
  private readonly lessen: StatementSync;
  private readonly remove: StatementSync;
  private readonly forgetOver: StatementSync;

  constructor(database: DatabaseSync) {
    this.hit = database.prepare(
      `INSERT INTO rate_window (key, count, ends_at) VALUES (?1, 1, ?3)
       ON CONFLICT (key) DO UPDATE SET
         count = iif(ends_at <= ?2, 1, count + 1),
         ends_at = iif(ends_at <= ?2, ?3, ends_at)
       RETURNING count, ends_at AS endsAtMs`,
    );
    this.find = database.prepare('SELECT count, ends_at AS endsAtMs FROM rate_window WHERE key = ?');
    this.put = database.prepare(
      `INSERT INTO rate_window (key, count, ends_at) VALUES (?1, ?2, ?3)
       ON CONFLICT (key) DO UPDATE SET count = ?2, ends_at = ?3`,
    );
    this.lessen = database.prepare('UPDATE rate_window SET count = count - 1 WHERE key = ? AND count > 1');
    this.remove = database.prepare('DELETE FROM rate_window WHERE key = ?');
    this.forgetOver = database.prepare('DELETE FROM rate_window WHERE ends_at <= ?');
  }

  count({ key, nowMs, windowMs }: Hit): RateWindow {
    const window = { ...this.hit.get(key, nowMs, nowMs + windowMs) } as unknown as RateWindow;
    this.begun(window, nowMs);
    return window;
  }

  /** Nobody comes between: one thread works on the file, and it does one thing at a time. */
  admit(attempt: Attempt): number {
    const { key, nowMs } = attempt;
    const before = (this.find.get(key) as RateWindow | undefined) ?? null;
    const { waitMs, counted } = afterAttempt(before, attempt);
    if (!counted) return waitMs;
    this.put.run(key, counted.count, counted.endsAtMs);
    this.begun(counted, nowMs);
    return 0;
  }

  takeBack(key: string): void {
    if (this.lessen.run(key).changes === 0) this.forget(key);
  }

  forget(key: string): void {
    this.remove.run(key);
  }

  /** Once for each window, so that what is over never adds up. */
  private begun({ count }: RateWindow, nowMs: number): void {
    if (count === 1) this.forgetOver.run(nowMs);
  }
}
