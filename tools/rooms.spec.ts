import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = new URL('../', import.meta.url).pathname;
/** What a reader takes in at one glance. */
const MOST_FILES = 12;

/** Folders that are larger still, each with what it holds: it may shrink and not grow, and leaves the list when it fits. */
const TOO_LARGE: Readonly<Record<string, number>> = {};

/** Specs stand beside what they test, and declarations of types that others left out hold no code. */
const isSource = (name: string): boolean => /\.(?:ts|mjs)$/.test(name) && !/\.(?:spec|d)\.ts$/.test(name);

/** How many source files each folder below holds, by its path from the root. */
function foldersBelow(folder: string): [folder: string, files: number][] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  const inside = entries.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules');
  const files = entries.filter((entry) => entry.isFile() && isSource(entry.name)).length;
  return [[folder, files], ...inside.flatMap(({ name }) => foldersBelow(`${folder}/${name}`))];
}

const folders = ['apps', 'libs', 'tools'].flatMap(foldersBelow);

describe('the folders', () => {
  it(`hold at most ${MOST_FILES} source files each`, () => {
    const over = folders.filter(([folder, files]) => files > (TOO_LARGE[folder] ?? MOST_FILES));
    expect(over).toEqual([]);
  });

  it('are no longer excused once they fit', () => {
    const large = folders.filter(([, files]) => files > MOST_FILES).map(([folder]) => folder);
    expect(Object.keys(TOO_LARGE).filter((folder) => !large.includes(folder))).toEqual([]);
  });
});
