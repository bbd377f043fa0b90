/** Prints `N passed, N failed, N skipped` over all test runners, from the reports that they left in dist/test-results. */
import { readFileSync } from 'node:fs';

/** What Jest and Playwright say at the end of their reports. */
interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}
interface PlaywrightReport {
  readonly stats: Readonly<Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>>;
}

const read = (name: string): unknown => JSON.parse(readFileSync(`dist/test-results/${name}.json`, 'utf8'));

const jest = read('jest') as JestReport;
const { stats } = read('playwright') as PlaywrightReport;

const passed = jest.numPassedTests + stats.expected + stats.flaky;
const failed = jest.numFailedTests + stats.unexpected;
const skipped = jest.numPendingTests + jest.numTodoTests + stats.skipped;

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 ? 1 : 0);
