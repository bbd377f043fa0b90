/** Builds the API and the admin console. `--if-changed` builds only when sources are newer than the last build. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const STAMP = 'dist/.built';
/** The compiler empties the folder, and the stamp with it. */
const API_STAMP = 'dist/api/.built';
const API_SOURCES = [
  'apps/api',
  'libs',
  'nest-cli.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tools/bundle-server.ts',
];
const SOURCES = [...API_SOURCES, 'apps/admin', 'angular.json', 'tools/admin'];

/** The scripts are merged afterwards, in tools/admin: what the builder itself would merge cannot be taken apart again. */
const ENVIRONMENT = { ...process.env, NG_BUILD_OPTIMIZE_CHUNKS: 'false' };

/** Runs one step of the build, in a process of its own. */
type Run = (script: string, ...args: string[]) => void;

const aloud: Run = (script, ...args) => {
  execFileSync(process.execPath, [script, ...args], { stdio: 'inherit', env: ENVIRONMENT });
};

/** Shows what the step says only where it fails. */
const onlyFaults: Run = (script, ...args) => {
  const options = { encoding: 'utf8', env: ENVIRONMENT } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], options);
  if (status === 0) return;
  process.stderr.write(stdout + stderr);
  throw new Error(`The build failed: ${[script, ...args].join(' ')} says why above.`);
};

/** Builds both, compresses and measures what browsers load. */
function build(run: Run): void {
  rmSync(STAMP, { force: true });
  buildApi(run);
  run('node_modules/@angular/cli/bin/ng.js', 'build', 'admin', '--stats-json');
  run('tools/admin/finish.ts');
  run('tools/check-size.ts');
  writeFileSync(STAMP, '');
}

/** Builds unless the last build is newer than every source. Says one line, and more only where it fails. */
export function buildIfChanged(): void {
  if (isNewer(STAMP, SOURCES)) return;
  console.log('Building, which takes a minute or two …');
  build(onlyFaults);
}

/** Builds the API alone, unless its last build is newer than every source of it. */
export function buildApiIfChanged(): void {
  if (!isNewer(API_STAMP, API_SOURCES)) buildApi(aloud);
}

function buildApi(run: Run): void {
  run('node_modules/@nestjs/cli/bin/nest.js', 'build', 'api');
  run('tools/bundle-server.ts');
  writeFileSync(API_STAMP, '');
}

function isNewer(stamp: string, sources: readonly string[]): boolean {
  return existsSync(stamp) && sources.every((path) => newest(path) < statSync(stamp).mtimeMs);
}

function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const inside = readdirSync(path).map((name) => newest(join(path, name)));
  return Math.max(mtimeMs, ...inside);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--if-changed')) buildIfChanged();
  else build(aloud);
}
