import { describe, expect, it } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const GUARD = 'tools/config/fitting-node.cjs';
const SENTENCE = /^Envscope needs Node 24\.15 or newer \(not 25\), and this is Node [\d.]+: .*\n$/;

interface Manifest {
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

/** Runs the guard as a Node of that version would. */
function guardOn(version: string) {
  const folder = mkdtempSync(join(tmpdir(), 'envscope-node-'));
  const pretence = join(folder, 'pretence.cjs');
  writeFileSync(pretence, `Object.defineProperty(process.versions, 'node', { value: '${version}' });`);
  const args = ['-r', pretence, '-r', `./${GUARD}`, '-p', '"runs"'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return { status, stdout, stderr };
}

/** A Node of this machine that cannot run the project; undefined where there is none. */
function olderNode(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'))
    .find((path) => {
      const { stdout } = spawnSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' });
      return stdout && Number.parseInt(stdout) < 24;
    });
}

describe('the guard of scripts', () => {
  it.each(['18.20.8', '20.20.2', '22.21.0', '24.14.1', '25.9.0'])(
    'ends them on Node %s with one sentence',
    (version) => {
      const { status, stdout, stderr } = guardOn(version);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(SENTENCE);
      expect(stderr).toContain(version);
    },
  );

  it.each(['24.15.0', '24.21.0', '26.0.0', '27.1.0'])('lets them run on Node %s', (version) => {
    expect(guardOn(version)).toEqual({ status: 0, stdout: 'runs\n', stderr: '' });
  });

  it('knows the versions that package.json names', () => {
    expect(manifest.engines.node).toBe('^24.15.0 || >=26.0.0');
  });

  it('stands before every script that runs TypeScript', () => {
    const unguarded = Object.entries(manifest.scripts).filter(
      ([, script]) => /\bnode\b.*\.ts\b/.test(script) && !script.startsWith(`node -r ./${GUARD} `),
    );
    expect(unguarded).toEqual([]);
  });

  const older = olderNode();
  (older === undefined ? it.skip : it)('speaks before an older Node meets TypeScript', () => {
    const version = execFileSync(older ?? '', ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim();
    const args = ['-r', `./${GUARD}`, 'tools/start/main.ts'];
    const { status, stderr } = spawnSync(older ?? '', args, { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toMatch(SENTENCE);
    expect(stderr).toContain(version);
  });
});
