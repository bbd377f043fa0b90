import { describe, expect, it } from '@jest/globals';
import type { Grant } from '@envscope/contracts/index.js';
import { effectiveRole, grantedRole, withRole } from './effective-roles';

const VIEWER: Grant = { role: 'viewer', environment: null };
const OPERATOR_IN_STAGING: Grant = { role: 'operator', environment: 'staging' };

describe('effectiveRole', () => {
  it.each([
    { story: 'nothing without a grant', grants: [], expected: null },
    {
      story: 'the role of all environments',
      grants: [VIEWER],
      expected: { role: 'viewer', isEverywhere: true },
    },
    {
      story: 'the higher one of the environment',
      grants: [VIEWER, OPERATOR_IN_STAGING],
      expected: { role: 'operator', isEverywhere: false },
    },
    {
      story: 'the higher one of all environments',
      grants: [{ role: 'admin', environment: null }, OPERATOR_IN_STAGING] satisfies Grant[],
      expected: { role: 'admin', isEverywhere: true },
    },
    {
      story: 'nothing of another environment',
      grants: [{ role: 'admin', environment: 'prod' }] satisfies Grant[],
      expected: null,
    },
  ])('is $story', ({ grants, expected }) => {
    expect(effectiveRole(grants, 'staging')).toEqual(expected);
  });
});

describe('withRole', () => {
  it('puts one role in place of another, or takes it away', () => {
    expect(withRole([VIEWER, OPERATOR_IN_STAGING], 'staging', 'admin')).toEqual([
      VIEWER,
      { role: 'admin', environment: 'staging' },
    ]);
    expect(withRole([VIEWER, OPERATOR_IN_STAGING], null, null)).toEqual([OPERATOR_IN_STAGING]);
    expect(grantedRole([VIEWER, OPERATOR_IN_STAGING], 'staging')).toBe('operator');
  });
});
