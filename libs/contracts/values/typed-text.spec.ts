import { describe, expect, it } from '@jest/globals';
import { optionalLine, typedLine, typedText } from './typed-text.js';

const isLine = (text: string) => typedLine(40).safeParse(text).success;

describe('typedLine', () => {
  it.each(['Redis is slow', '레디스가 느림', 'Résumé', 'p95 > 2 s ⚠️', '👩‍💻 on call', '🇰🇷', '1️⃣'])(
    'takes %j',
    (text) => expect(isLine(text)).toBe(true),
  );

  it.each([
    ['a line break', 'Redis\nis slow'],
    ['a line separator', 'Redis\u2028is slow'],
    ['a tab', 'Redis\tis slow'],
    ['a null', 'Redis\u0000'],
    ['an escape', '\u001b[31mRedis'],
    ['a zero-width space', 'Re\u200bdis'],
    ['a joiner that joins nothing', 'Re\u200ddis'],
    ['a turned direction', 'Redis \u202eswols si'],
    ['a soft hyphen', 'Re\u00addis'],
    ['a Hangul filler alone', '\u3164'],
    ['half a character', 'Redis \ud83d'],
    ['blanks alone', '  '],
  ])('refuses %s', (_, text) => expect(isLine(text)).toBe(false));

  it('says what is wrong by a code', () => {
    expect(typedLine(40).safeParse('a\u200bb').error?.issues).toMatchObject([
      { code: 'custom', params: { code: 'unseen-characters' } },
    ]);
  });
});

describe('typedText', () => {
  it('lets lines break, and nothing else', () => {
    expect(typedText(40).safeParse('one\r\n\ttwo').success).toBe(true);
    expect(typedText(40).safeParse('one\u200btwo').success).toBe(false);
  });
});

describe('optionalLine', () => {
  it('may be left empty, and is a line all the same', () => {
    expect(optionalLine(40).parse('  ')).toBe('');
    expect(optionalLine(40).safeParse('one\ntwo').success).toBe(false);
  });
});
