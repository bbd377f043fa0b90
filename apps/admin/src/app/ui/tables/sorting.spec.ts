import { describe, expect, it } from '@jest/globals';
import { Sorting } from './sorting';

interface Row {
  readonly name: string;
  readonly latencyMs: number | null;
}

const ROWS: readonly Row[] = [
  { name: 'orders', latencyMs: 120 },
  { name: 'health', latencyMs: null },
  { name: 'users', latencyMs: 900 },
  { name: 'carts', latencyMs: 15 },
];

/** The names of the rows after turning these columns in this order. */
function after(...columns: ('name' | 'latencyMs')[]): string[] {
  const sorting = new Sorting<Row, 'name' | 'latencyMs'>({
    name: (row) => row.name,
    latencyMs: (row) => row.latencyMs,
  });
  for (const column of columns) sorting.turn(column, ROWS);
  return sorting.sorted(ROWS, 'en').map(({ name }) => name);
}

describe('Sorting', () => {
  it.each([
    {
      story: 'leaves rows as they came until asked',
      turns: [],
      expected: ['orders', 'health', 'users', 'carts'],
    },
    { story: 'starts texts upwards', turns: ['name'], expected: ['carts', 'health', 'orders', 'users'] },
    {
      story: 'starts numbers downwards',
      turns: ['latencyMs'],
      expected: ['users', 'orders', 'carts', 'health'],
    },
    {
      story: 'keeps what is not known last the other way too',
      turns: ['latencyMs', 'latencyMs'],
      expected: ['carts', 'orders', 'users', 'health'],
    },
    {
      story: 'gives the given order back at the third turn',
      turns: ['name', 'name', 'name'],
      expected: ['orders', 'health', 'users', 'carts'],
    },
    {
      story: 'forgets one column for another',
      turns: ['name', 'latencyMs'],
      expected: ['users', 'orders', 'carts', 'health'],
    },
  ] as const)('$story', ({ turns, expected }) => expect(after(...turns)).toEqual(expected));

  it('orders numbers within texts as people count', () => {
    const sorting = new Sorting<string, 'name'>({ name: (row) => row });
    sorting.turn('name', ['node-10', 'node-9']);
    expect(sorting.sorted(['node-10', 'node-9'], 'en')).toEqual(['node-9', 'node-10']);
  });
});
