import { describe, expect, it } from '@jest/globals';
import { fill } from './fill.js';

describe('fill', () => {
  it('puts strings in as they are and numbers as the language writes them', () => {
    expect(fill('en', '{{name}}: {{count}}', { name: 'orders', count: 12_345 })).toBe('orders: 12,345');
  });

  it.each([
    { count: 1, words: '1 monitor' },
    { count: 0, words: '0 monitors' },
    { count: 7, words: '7 monitors' },
  ])('takes the word that fits the number $count', ({ count, words }) => {
    expect(fill('en', '{{count}} {{count|monitor|monitors}}', { count })).toBe(words);
  });

  it('leaves an optional part out where a value in it is missing', () => {
    const text = 'Slow[[: {{latencyMs}}]][[ (limit {{limitMs}})]]';
    expect(fill('en', text, { latencyMs: '2 s' })).toBe('Slow: 2 s');
    expect(fill('en', text, {})).toBe('Slow');
    expect(fill('en', text, { latencyMs: '2 s', limitMs: '1 s' })).toBe('Slow: 2 s (limit 1 s)');
  });

  it('shows the placeholder of a value that is missing, so that the mistake is seen', () => {
    expect(fill('ko', '{{name}} 환경', {})).toBe('{{name}} 환경');
  });

  it('does not fill what a value brings along', () => {
    expect(fill('en', '{{a}} [[{{b}}]]', { a: '{{b}} [[x]]', b: 'y' })).toBe('{{b}} [[x]] y');
  });
});
