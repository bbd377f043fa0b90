import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** Paths in backticks, but for those with a place to fill in (`<name>`), patterns, and the examples of CONTRIBUTING. */
const PATH = /`((?:apps|libs|tools)\/(?![^`]*(?:rabbitmq|slack))[\w./-]+)`/g;
/** Targets of links within the repository. */
const LINK = /\]\((?!https?:)([^)#\s]+)/g;

const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, path]) => path ?? '');

describe.each(DOCUMENTS)('%s', (document) => {
  const text = readFileSync(document, 'utf8');

  it('names files and folders that exist', () => {
    expect(found(text, PATH).filter((path) => !existsSync(path))).toEqual([]);
  });

  it('links to what exists', () => {
    const targets = found(text, LINK).map((target) => join(dirname(document), target));
    expect(targets.filter((path) => !existsSync(path))).toEqual([]);
  });
});
