/** `npm test`: all unit and contract tests; what is not installed is left out, and said. `npm test -- <pattern>` runs some. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

mkdirSync('dist/test-results', { recursive: true });

const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];
// Jest leaves a processor idle by itself, which on two doubles the time.
const workers = '--maxWorkers=100%';
const report = ['--json', '--outputFile=dist/test-results/jest.json'];
const { status } = spawnSync(process.execPath, [...jest, workers, ...report, ...process.argv.slice(2)], {
  stdio: ['inherit', 'ignore', 'inherit'],
});
process.exit(status ?? 1);
