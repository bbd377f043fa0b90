/**
 * Compresses the built console and fails when its first load is too large: the brotli size of index.html, which holds the
 * styles, of every script that it names, and of what those scripts import before they run. Chunks that are loaded later do
 * not count.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { compressAdmin } from './compress-admin.ts';

const DIRECTORY = process.argv[2] ?? 'dist/admin/browser';
const LIMIT_BYTES = 140_000;

const NAMED = /"\/?([\w.-]+\.(?:js|css))"/g;
const STATIC_IMPORT = /(?:^|[;}\n])(?:import|export)(?:[^"'();]*from)?\s*["']\.\/([\w.-]+\.js)["']/g;

const read = (file: string): string => readFileSync(join(DIRECTORY, file), 'utf8');
const matches = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].map(([, file = '']) => file);
const written = (bytes: number): string => `${(bytes / 1_000).toFixed(1).padStart(7)} kB`;

compressAdmin(DIRECTORY);

// A set that grows while it is walked: imports of imports are reached too.
const initial = new Set(matches(NAMED, read('index.html')));
for (const file of initial) {
  if (file.endsWith('.js')) matches(STATIC_IMPORT, read(file)).forEach((imported) => initial.add(imported));
}

const page = { file: 'index.html', bytes: brotliCompressSync(read('index.html')).byteLength };
const named = [...initial].map((file) => ({ file, bytes: statSync(join(DIRECTORY, `${file}.br`)).size }));
const sizes = [page, ...named];
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);

sizes
  .sort((a, b) => b.bytes - a.bytes)
  .forEach(({ file, bytes }) => console.log(`${written(bytes)}  ${file}`));
console.log(`${written(total)}  first load, brotli; at most ${LIMIT_BYTES / 1_000} kB`);
process.exitCode = total > LIMIT_BYTES ? 1 : 0;
