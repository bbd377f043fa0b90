/**
 * Finishes what the application builder made of the console: its scripts are merged, the page starts them, and the server
 * learns what each page is made of.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAIN, mergeChunks } from './merge-chunks.ts';
import { writePreloads } from './preloads.ts';

const OUTPUT = 'dist/admin';
const BROWSER = join(OUTPUT, 'browser');
const STATS = join(OUTPUT, 'browser-stats.json');
const INDEX = join(BROWSER, 'index.html');

const scripts = await mergeChunks(BROWSER, STATS);
writePreloads(join(OUTPUT, 'preloads.json'), scripts);
rmSync(STATS);

const [main = ''] = scripts.get(MAIN) ?? [];
const html = readFileSync(INDEX, 'utf8')
  .replaceAll(/<link rel="modulepreload"[^>]*>/g, '')
  .replace(/src="main-[^"]+\.js"/, `src="${main}"`);
writeFileSync(INDEX, html);
