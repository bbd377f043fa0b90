import { spawnSync } from 'node:child_process';
import { row, skipped, YARDSTICKS, type Row } from '../report.ts';

/** What a browser loads before it shows anything, as the build's own check counts it. */
export function measureBundle(): Row[] {
  const what = 'JavaScript and CSS at the start, kB as brotli';
  const { stdout } = spawnSync(process.execPath, ['tools/check-size.ts'], { encoding: 'utf8' });
  const value = Number(/([\d.]+) kB {2}first load/.exec(stdout)?.[1]);
  if (!value) return [skipped(what, 'the admin console is not built')];
  return [row(what, { value, shown: value.toFixed(0), yardstick: YARDSTICKS.bundle })];
}
