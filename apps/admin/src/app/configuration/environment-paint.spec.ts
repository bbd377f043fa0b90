import { describe, expect, it } from '@jest/globals';
import { paintsOf } from './environment-paint';

describe('paintsOf', () => {
  it('paints an environment in its colour', () => {
    const paints = paintsOf([{ id: 'prod', color: '#205bf7' }]);
    expect(paints.get('prod')).toBe('#205bf7');
  });

  it('paints no two of twenty environments alike that share eight colours', () => {
    const environments = Array.from({ length: 20 }, (_, index) => ({
      id: `e${index}`,
      color: `#00000${index % 8}`,
    }));
    expect(new Set(paintsOf(environments).values()).size).toBe(20);
  });
});
