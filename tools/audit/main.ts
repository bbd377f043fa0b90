/**
 * Lists installed packages with known holes, as far as the registry says. Needs the network, and is no part of CI: an advisory of today must
 * not stop a build of yesterday. Ends with 1 where there are holes, with 2 where the registry does not say.
 */
import { spawnSync } from 'node:child_process';
import { reportOf } from './report.ts';

const { stdout } = spawnSync('npm', ['audit', '--json', ...process.argv.slice(2)], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  shell: process.platform === 'win32',
});
const { text, code } = reportOf(stdout);
console.log(text);
process.exitCode = code;
