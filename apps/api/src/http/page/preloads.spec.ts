import { describe, expect, it } from '@jest/globals';
import { preloadElements, type Preloads } from './preloads.js';

const PRELOADS: Preloads = [
  {
    path: '**',
    scripts: ['main-1.js', 'console-1.js'],
    later: [],
    texts: { en: ['core-en-1.js', 'console-1.js'], ko: ['core-ko-1.js', 'console-1.js'] },
    data: ['internal/config', 'internal/incidents?state=unresolved&limit=100'],
  },
  {
    path: 'environments/:environment',
    scripts: ['environment-page-1.js', 'console-1.js'],
    later: ['cards-1.js', 'console-1.js'],
    texts: {},
    data: ['internal/environments/:environment/dashboard'],
  },
  {
    path: 'incidents',
    scripts: ['incidents-page-1.js'],
    later: [],
    texts: { ko: ['alerts-ko-1.js'] },
    data: [],
  },
];

const AWKWARD = '"><script>';

const elementsAt = (path: string) => preloadElements(PRELOADS, path, ['dev', AWKWARD]).split(/(?<=>)/);

describe('preloadElements', () => {
  it('names what every page needs, and no file twice', () => {
    expect(elementsAt('/nowhere')).toEqual([
      '<link rel="modulepreload" fetchpriority="low" href="main-1.js" />',
      '<link rel="modulepreload" fetchpriority="low" href="console-1.js" />',
      '<link rel="preload" as="fetch" crossorigin href="api/internal/config" />',
      '<link rel="preload" as="fetch" crossorigin href="api/internal/incidents?state=unresolved&amp;limit=100" />',
      '<link data-language="en" fetchpriority="low" href="core-en-1.js" />',
      '<link data-language="ko" fetchpriority="low" href="core-ko-1.js" />',
    ]);
  });

  it('adds what a page needs: its scripts, its texts, its data', () => {
    expect(elementsAt('/incidents/')).toEqual(
      expect.arrayContaining([
        '<link rel="modulepreload" fetchpriority="low" href="incidents-page-1.js" />',
        '<link data-language="ko" fetchpriority="low" href="alerts-ko-1.js" />',
      ]),
    );
    expect(elementsAt('/environments/dev')).toEqual(
      expect.arrayContaining([
        '<link rel="modulepreload" fetchpriority="low" href="environment-page-1.js" />',
        '<link rel="preload" as="fetch" crossorigin href="api/internal/environments/dev/dashboard" />',
      ]),
    );
  });

  it('leaves to the page when it has loaded what it needs later, and names nothing twice', () => {
    const links = elementsAt('/environments/dev');
    expect(links).toContain('<link data-later fetchpriority="low" href="cards-1.js" />');
    expect(links.filter((link) => link.includes('console-1.js'))).toHaveLength(1);
  });

  it.each([`/environments/${AWKWARD}`, `/environments/${encodeURIComponent(AWKWARD)}`])(
    'lets nothing out of an attribute: %s',
    (path) => {
      const marks = (one: string) =>
        elementsAt(one)
          .join('')
          .replace(/[^<>"]/g, '');
      expect(marks(path)).toBe(marks('/environments/dev'));
    },
  );

  it('asks nothing of an environment that there is none of', () => {
    expect(elementsAt('/environments/nowhere')).toHaveLength(6);
  });

  it('passes over a path that is no text', () => {
    expect(elementsAt('/environments/%E0%A4%A')).toHaveLength(6);
  });
});
