/**
 * Finishes what the application builder made of the console: its scripts are merged, the page starts them and holds what is
 * needed before its first paint, and the server learns what each page is made of.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FRAMEWORK } from './chunk-names.ts';
import { MAIN, mergeChunks } from './merge-chunks.ts';
import { writePreloads } from './preloads.ts';

const OUTPUT = 'dist/admin';
const BROWSER = join(OUTPUT, 'browser');
const STATS = join(OUTPUT, 'browser-stats.json');
const INDEX = join(BROWSER, 'index.html');

const scripts = await mergeChunks(BROWSER, STATS);
writePreloads(join(OUTPUT, 'preloads.json'), scripts);
rmSync(STATS);

/** Holds what stands in a file, which nothing asks for any more. */
function inlined(element: string, file: string): string {
  const path = join(BROWSER, file);
  const text = readFileSync(path, 'utf8').trim();
  rmSync(path);
  return `<${element}>${text}</${element}>`;
}

const [main = '', ...imported] = scripts.get(MAIN) ?? [];
const framework = imported.find((file) => file.startsWith(`${FRAMEWORK}-`)) ?? '';
const html = readFileSync(INDEX, 'utf8')
  .replaceAll(/<link rel="modulepreload"[^>]*>/g, '')
  // Nothing is painted before these two, and as files each would take a request.
  .replace(/<link rel="stylesheet" href="([^"]+)">/, (_, file: string) => inlined('style', file))
  .replace(/<script src="(before-paint\.js)"><\/script>/, (_, file: string) => inlined('script', file))
  // What the console is built on runs as soon as it is there, by itself: in one go with the rest the page would be deaf for
  // twice as long.
  .replace(
    /<script src="main-[^"]+\.js" type="module">/,
    `<script src="${framework}" type="module" fetchpriority="low" async></script>` +
      `<script src="${main}" type="module" fetchpriority="low">`,
  );
writeFileSync(INDEX, html);
