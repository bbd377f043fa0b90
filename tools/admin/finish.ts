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
const isFramework = (file: string): boolean => file.startsWith(`${FRAMEWORK}-`);
const inOrder = [...imported.filter(isFramework), ...imported.filter((file) => !isFramework(file)), main];

/**
 * Runs the scripts in tasks of their own, in the order in which they import each other. As `main` alone they would run in one go: on
 * a slow network the largest, on which all others wait, is the last to come. Once it is there the network has time for what a page
 * needs later.
 */
const START =
  `<script>${JSON.stringify(inOrder)}.reduce((before, file) => before.then(() => import('./' + file))` +
  `.then(() => new Promise((go) => setTimeout(go, 0, ` +
  `document.querySelectorAll('link[data-later]').forEach((link) => (link.rel = 'modulepreload'))))), ` +
  `Promise.resolve())</script>`;

const html = readFileSync(INDEX, 'utf8')
  .replaceAll(/<link rel="modulepreload"[^>]*>/g, '')
  // Nothing is painted before these two, and as files each would take a request.
  .replace(/<link rel="stylesheet" href="([^"]+)">/, (_, file: string) => inlined('style', file))
  .replace(/<script src="(before-paint\.js)"><\/script>/, (_, file: string) => inlined('script', file))
  .replace(/<script src="main-[^"]+\.js" type="module"><\/script>/, START);
writeFileSync(INDEX, html);
