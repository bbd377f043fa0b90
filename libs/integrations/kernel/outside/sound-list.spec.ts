import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { soundList } from './sound-list.js';

const monitors = soundList(z.object({ id: z.number() }), { most: 3 });

describe('soundList', () => {
  it('takes every element that it understands, and counts the others', () => {
    expect(monitors.parse([{ id: 1 }, { id: null }, null, { id: 2 }])).toEqual({
      items: [{ id: 1 }],
      leftOut: 3,
    });
  });

  it('takes an empty list for what it is', () => {
    expect(monitors.parse([])).toEqual({ items: [], leftOut: 0 });
  });

  it('refuses a list in which nothing makes sense, and says where', () => {
    expect(monitors.safeParse([{ id: 'x' }, 7]).error?.issues[0]?.path).toEqual([0, 'id']);
    expect(monitors.safeParse({}).success).toBe(false);
  });

  it('takes a page without any where another page may hold them', () => {
    expect(soundList(z.number(), { mayLackAll: true }).parse(['x'])).toEqual({ items: [], leftOut: 1 });
  });
});
