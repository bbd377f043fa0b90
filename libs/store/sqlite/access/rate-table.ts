import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Hit, RateWindow } from '../../rates/rate-store.js';

/** Windows in which something is counted, a row each for as long as they run. */
export class RateTable {
  private readonly hit: StatementSync;
  private readonly forget: StatementSync;

  constructor(database: DatabaseSync) {
    this.hit = database.prepare(
      `INSERT INTO rate_window (key, count, ends_at) VALUES (?1, 1, ?3)
       ON CONFLICT (key) DO UPDATE SET
         count = iif(ends_at <= ?2, 1, count + 1),
         ends_at = iif(ends_at <= ?2, ?3, ends_at)
       RETURNING count, ends_at AS endsAtMs`,
    );
    this.forget = database.prepare('DELETE FROM rate_window WHERE ends_at <= ?');
  }

  count({ key, nowMs, windowMs }: Hit): RateWindow {
    const window = { ...this.hit.get(key, nowMs, nowMs + windowMs) } as unknown as RateWindow;
    // Once for each window, so that what is over never adds up.
    if (window.count === 1) this.forget.run(nowMs);
    return window;
  }
}
