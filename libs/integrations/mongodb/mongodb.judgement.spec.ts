import { describe, expect, it } from '@jest/globals';
import { judge, type MongodbFigures } from './mongodb.judgement.js';

const WELL: MongodbFigures = { isWithoutPrimary: false, connectionsUsedRatio: 0.1, storage: null };

function storage(usedRatio: number | null): MongodbFigures['storage'] {
  const sizes = { collections: 1, objects: 1, dataBytes: 1, storageBytes: 1, indexBytes: 1 };
  return { ...sizes, usedRatio, limitBytes: usedRatio === null ? null : 1_000 };
}

describe('the judgement of a MongoDB', () => {
  it.each([
    { story: 'a server with room', given: {}, expected: 'up' },
    { story: 'connections just below the limit', given: { connectionsUsedRatio: 0.79 }, expected: 'up' },
    {
      story: 'connections at it',
      given: { connectionsUsedRatio: 0.8 },
      expected: 'connections-nearly-exhausted',
    },
    { story: 'storage just below its limit', given: { storage: storage(0.79) }, expected: 'up' },
    { story: 'storage at it', given: { storage: storage(0.8) }, expected: 'storage-nearly-full' },
    { story: 'a set that cannot be written to', given: { isWithoutPrimary: true }, expected: 'no-primary' },
    { story: 'storage without a known limit', given: { storage: storage(null) }, expected: 'up' },
    { story: 'figures that the server does not show', given: { connectionsUsedRatio: null }, expected: 'up' },
    {
      story: 'the worst of several first',
      given: { isWithoutPrimary: true, connectionsUsedRatio: 1, storage: storage(1) },
      expected: 'no-primary',
    },
  ])('judges $story', ({ given, expected }) => {
    const finding = judge({ ...WELL, ...given });
    expect(finding.reason?.code ?? finding.status).toBe(expected);
    expect(finding.status).toBe(expected === 'up' ? 'up' : 'degraded');
  });
});
