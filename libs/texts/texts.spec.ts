import { describe, expect, it } from '@jest/globals';
import { en } from './en.js';
import { placeholdersOf } from './fill.js';
import { ko } from './ko.js';
import { leavesOf } from './leaves.js';

const english = new Map(leavesOf(en));
const korean = new Map(leavesOf(ko));

/** Keys whose text asks for something in one language that it does not ask for in the other. */
function unmatched(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  return [...one].flatMap(([key, text]) => {
    const known = placeholdersOf(other.get(key) ?? '');
    return [...placeholdersOf(text)].filter((name) => !known.has(name)).map((name) => `${key}: ${name}`);
  });
}

describe('texts', () => {
  it('have the same keys in both languages', () => {
    expect([...korean.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('ask for the same values in both languages', () => {
    expect(unmatched(korean, english)).toEqual([]);
    expect(unmatched(english, korean)).toEqual([]);
  });

  it('are neither empty nor surrounded by spaces', () => {
    const careless = [...english, ...korean].filter(([, text]) => text === '' || text !== text.trim());
    expect(careless).toEqual([]);
  });
});
