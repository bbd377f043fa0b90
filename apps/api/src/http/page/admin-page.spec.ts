import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adminPage } from './admin-page.js';

/** Of `theme()`, by `openssl dgst -sha256 -binary | base64`. */
const HASH = "'sha256-Rfr3GgHZFiXm+TmNr+li+0sZ4J9FGllo8jsXcJF5XZ8='";
const PAGE = `<base href="/"><!-- preloads --><!-- glance --><style>a{}</style><script>theme()</script>
<script src="main-1.js" type="module"></script>`;

describe('adminPage', () => {
  let directory: string;
  const open = (path: string, basePath = '', glance = '') =>
    adminPage(
      { directory: join(directory, 'browser'), basePath, environments: ['dev'] },
      { path, styleNonce: 'nonce-1', glance },
    );

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'envscope-page-'));
    mkdirSync(join(directory, 'browser'));
    writeFileSync(join(directory, 'browser/index.html'), PAGE);
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('finds the rest of the console below the path that people see it at', async () => {
    expect((await open('/', '/envscope')).html).toContain('<base href="/envscope/">');
  });

  it('writes its styles by the nonce of the answer', async () => {
    expect((await open('/')).html).toContain('<style nonce="nonce-1">');
  });

  it('says how things stand, whatever signs are in it', async () => {
    const glance = '<p>$& costs $1</p>';
    expect((await open('/', '', glance)).html).toContain(`${glance}<style`);
  });

  it('names no script of what it says', async () => {
    const { ownScripts } = await open('/', '', '<script>other()</script>');
    expect(ownScripts).toEqual([HASH]);
  });

  it('names the scripts that stand in it', async () => {
    expect((await open('/')).ownScripts).toEqual([HASH]);
  });

  it('names no script that a request brings', async () => {
    const preloads = [{ path: ':any', scripts: ['</x><script>evil()</script>'], texts: {}, data: [] }];
    writeFileSync(join(directory, 'preloads.json'), JSON.stringify(preloads));
    const { html, ownScripts } = await open('/any');
    expect(html).toContain('evil()');
    expect(ownScripts).toEqual([HASH]);
  });
});
