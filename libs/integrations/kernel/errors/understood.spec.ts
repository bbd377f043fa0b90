import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { understood } from './understood.js';

const Answer = z.object({ list: z.array(z.object({ id: z.number() })) });

describe('understood', () => {
  it('answers what the schema reads', () => {
    expect(understood(Answer, { list: [{ id: 7, more: 1 }] }, 'answer')).toEqual({ list: [{ id: 7 }] });
  });

  it.each([
    { story: 'a field', answer: { list: [{ id: 7 }, {}] }, where: 'list.1.id' },
    { story: 'all of it', answer: 'nothing of the kind', where: 'answer' },
  ])('says where $story makes no sense', ({ answer, where }) => {
    const reason = { code: 'invalid-answer', params: { where } };
    expect(() => understood(Answer, answer, 'answer')).toThrow(expect.objectContaining({ reason }));
  });
});
