import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { reportsBetween } from './jobs.ts';

const COMMITTED = readFileSync('.env.dev', 'utf8');
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('jobs of the demo', () => {
  it('report once a day, the backup its start and its end', () => {
    const paths = reportsBetween(0, DAY_MS).map(({ path }) => path);
    expect(paths).toEqual([
      'sandbox-prod-nightly-backup/start',
      'sandbox-prod-nightly-backup/0',
      'sandbox-prod-report-mail',
    ]);
    expect(reportsBetween(3 * DAY_MS, 4 * DAY_MS).map(({ path }) => path)).toEqual(paths);
  });

  it('report each moment once, however time is cut', () => {
    const cut = Array.from({ length: 2 * 24 * 60 }, (_, minute) =>
      reportsBetween(minute * MINUTE_MS, (minute + 1) * MINUTE_MS),
    );
    expect(cut.flat()).toHaveLength(6);
  });

  it('have the tokens of the committed settings', () => {
    for (const { path } of reportsBetween(0, DAY_MS)) {
      const [token = ''] = path.split('/');
      expect(token.length).toBeGreaterThanOrEqual(20);
      expect(COMMITTED).toContain(`=${token}`);
    }
  });
});
