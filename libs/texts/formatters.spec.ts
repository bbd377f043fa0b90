import { describe, expect, it } from '@jest/globals';
import { madeOnce } from './formatters.js';

describe('madeOnce', () => {
  it('makes a formatter once for each language and each way to write', () => {
    let made = 0;
    const format = madeOnce(
      class extends Intl.NumberFormat {
        constructor(language: string, options: Intl.NumberFormatOptions) {
          super(language, options);
          made += 1;
        }
      },
    );
    const write = (language: string, style: 'percent' | 'decimal') => format(language, { style }).format(0.5);
    expect([write('en', 'percent'), write('en', 'percent'), write('en', 'decimal')]).toEqual([
      '50%',
      '50%',
      '0.5',
    ]);
    expect(write('ko', 'percent')).toBe('50%');
    expect(made).toBe(3);
  });
});
