import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { preloadElements, type Preloads } from './preloads.js';

/** Where the page takes what is to be loaded with it. */
const PLACE = '<!-- preloads -->';
/** Where it takes how things stand. */
const GLANCE = '<!-- glance -->';
/** The element that Angular takes its nonce from. */
const ROOT = '<app-root>';
/** The console's styles, which the build has put into the page. */
const STYLE = '<style>';
const INLINE_SCRIPT = /<script>([^]*?)<\/script>/g;

export interface AdminPageOptions {
  /** Where the built console lies. */
  readonly directory: string;
  /** The path below which people see the console; '' where it has a host of its own. */
  readonly basePath: string;
  /** The keys of those that the console watches. */
  readonly environments: readonly string[];
}

/** What the page is made for. */
export interface PageRequest {
  /** As people ask for it, below the console's own path. */
  readonly path: string;
  readonly styleNonce: string;
  /** HTML that says how things stand, for until the scripts do; '' for none. */
  readonly glance: string;
}

/** The page, and what it takes to run it. */
export interface AdminPage {
  readonly html: string;
  /** The sources, as a content security policy names them, of the scripts that stand in the page. */
  readonly ownScripts: readonly string[];
}

/**
 * The console's page at a path. It finds the rest of the console by its base, which is the path that people see it below,
 * names by which nonce it may write styles, and what that page will ask for, so that a browser asks for all of it at once instead of script by script.
 */
export async function adminPage(
  { directory, basePath, environments }: AdminPageOptions,
  { path, styleNonce, glance }: PageRequest,
): Promise<AdminPage> {
  const [html, preloads] = await Promise.all([
    readFile(join(directory, 'index.html'), 'utf8'),
    readPreloads(join(directory, '../preloads.json')),
  ]);
  return {
    // Of what was built: nothing that comes with a request may count as the page's own.
    ownScripts: [...html.matchAll(INLINE_SCRIPT)].map(([, code = '']) => sourceOf(code)),
    html: html
      .replace('<base href="/"', `<base href="${basePath}/"`)
      .replace(STYLE, `<style nonce="${styleNonce}">`)
      .replace(ROOT, `<app-root ngCspNonce="${styleNonce}">`)
      .replace(PLACE, () => preloadElements(preloads, path, environments))
      .replace(GLANCE, () => glance),
  };
}

const sourceOf = (code: string): string => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;

/** Read anew for each page, as the page is: a build may have replaced both. A console without it is slower, and works. */
async function readPreloads(file: string): Promise<Preloads> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Preloads;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
