/** Builds the API and the admin console. `--if-changed` builds only when sources are newer than the last build. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const STAMP = 'dist/.built';
const SOURCES = [
  'apps/api',
  'apps/admin',
  'libs',
  'angular.json',
  'nest-cli.json',
  'package-lock.json',
  'tsconfig.base.json',
];

function run(script, ...args) {
  execFileSync(process.execPath, [script, ...args], { stdio: 'inherit' });
}

/** Builds both, compresses and measures what browsers load. */
export function build() {
  rmSync(STAMP, { force: true });
  run('node_modules/@nestjs/cli/bin/nest.js', 'build', 'api');
  run('node_modules/@angular/cli/bin/ng.js', 'build', 'admin');
  run('tools/check-size.mjs');
  writeFileSync(STAMP, '');
}

/** Builds unless the last build is newer than every source. */
export function buildIfChanged() {
  if (existsSync(STAMP) && SOURCES.every((path) => newest(path) < statSync(STAMP).mtimeMs)) return;
  console.log('Building (a minute or two)…');
  build();
}

function newest(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const inside = readdirSync(path).map((name) => newest(join(path, name)));
  return Math.max(mtimeMs, ...inside);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--if-changed')) buildIfChanged();
  else build();
}
