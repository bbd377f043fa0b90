import { describe, expect, it } from '@jest/globals';
import { en } from './en/en.js';
import { placeholdersOf } from './fill.js';
import { ko } from './ko/ko.js';

/** All texts of a language by dotted key. */
function leaves(node: object, path = ''): [string, string][] {
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' ? [[`${path}${name}`, value]] : leaves(value as object, `${path}${name}.`),
  );
}

const english = new Map(leaves(en));

describe('texts', () => {
  it.each(leaves(ko))('asks in Korean for nothing that English does not ask for: %s', (key, korean) => {
    const known = placeholdersOf(english.get(key) ?? '');
    expect([...placeholdersOf(korean)].filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(leaves(ko))('says in Korean all that English says: %s', (key, korean) => {
    const told = placeholdersOf(korean);
    expect([...placeholdersOf(english.get(key) ?? '')].filter((name) => !told.has(name))).toEqual([]);
  });

  it.each([...leaves(en), ...leaves(ko)])('is neither empty nor surrounded by spaces: %s', (_, text) => {
    expect(text).toBe(text.trim());
    expect(text).not.toBe('');
  });
});
