import { describe, expect, it } from '@jest/globals';
import { hintOf, isKey, keyHashOf, newKey } from './key-text.js';

describe('a key', () => {
  const key = newKey();

  it('is recognized by its beginning and its checksum, and is another each time', () => {
    expect(key).toMatch(/^env_[0-9A-Za-z]{49}$/);
    for (let time = 0; time < 200; time += 1) expect(isKey(newKey())).toBe(true);
    expect(newKey()).not.toBe(key);
    expect(hintOf(key)).toBe(key.slice(0, 8));
    expect(keyHashOf(key)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['one digit changed', key.slice(0, 20) + (key[20] === 'a' ? 'b' : 'a') + key.slice(21)],
    ['its end cut off', key.slice(0, -1)],
    ['another beginning', key.replace('env_', 'ghp_')],
    ['something behind it', `${key}a`],
    ['nothing at all', ''],
  ])('is none with %s', (_what, text) => {
    expect(isKey(text)).toBe(false);
  });
});
