/** Prints `N passed, N failed, N skipped` over all test runners, from the reports that they left in dist/test-results. */
import { readFileSync } from 'node:fs';

const read = (name) => JSON.parse(readFileSync(`dist/test-results/${name}.json`, 'utf8'));

const jest = read('jest');
const { stats } = read('playwright');

const passed = jest.numPassedTests + stats.expected + stats.flaky;
const failed = jest.numFailedTests + stats.unexpected;
const skipped = jest.numPendingTests + jest.numTodoTests + stats.skipped;

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 ? 1 : 0);
