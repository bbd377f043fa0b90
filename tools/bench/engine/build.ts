/** Consoles to measure: the one of this tree, and one of an earlier commit. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildApiIfChanged } from '../../build.ts';
import { atTheEnd } from '../cleanup.ts';

export interface Build {
  /** Its commit. */
  readonly name: string;
  /** How Node runs it when it is deployed: options and file. */
  readonly command: readonly string[];
}

const ROOT = resolve(import.meta.dirname, '../../..');

const git = (...args: string[]): string => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();

/** The console of this tree, built where it has changed. */
export function presentBuild(): Build {
  buildApiIfChanged();
  const isChanged = git('status', '--porcelain', '--', 'apps/api', 'libs') !== '';
  return { name: git('rev-parse', '--short', 'HEAD') + (isChanged ? '+' : ''), command: commandOf(ROOT) };
}

/** Builds a commit in a folder of its own, with the packages of this tree where it has the same. */
export function buildOf(commit: string): Build {
  const folder = join(mkdtempSync(join(tmpdir(), 'envscope-against-')), 'tree');
  atTheEnd(() => {
    git('worktree', 'remove', '--force', folder);
    rmSync(resolve(folder, '..'), { recursive: true, force: true });
  });
  git('worktree', 'add', '--quiet', '--detach', folder, commit);
  if (packagesOf(folder) === packagesOf(ROOT))
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  else execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 2, 2] });
  const build = "import('./tools/build.ts').then(({ buildApiIfChanged }) => buildApiIfChanged())";
  execFileSync(process.execPath, ['-e', build], { cwd: folder, stdio: ['ignore', 2, 2] });
  return { name: git('rev-parse', '--short', commit), command: commandOf(folder) };
}

/** What npm installs, whichever of it the tree names itself. */
function packagesOf(folder: string): string {
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string }>;
  };
  return JSON.stringify(Object.entries(lock.packages).map(([path, { integrity }]) => [path, integrity]));
}

/** The image's command: the last line of the Dockerfile. */
function commandOf(folder: string): string[] {
  const [, text = '[]'] = /^CMD (\[.*\])$/m.exec(readFileSync(join(folder, 'Dockerfile'), 'utf8')) ?? [];
  const command = (JSON.parse(text) as string[])
    .slice(1)
    .map((word) => (word.startsWith('dist/') ? join(folder, word) : word));
  const file = command.at(-1) ?? '';
  if (!existsSync(file)) throw new Error(`${folder} is not built: ${file} is missing`);
  return command;
}
