import { describe, expect, it } from '@jest/globals';
import { askedOf, filterOf } from './audit-filter';

const NOTHING = {
  environment: undefined,
  actor: undefined,
  action: undefined,
  from: undefined,
  until: undefined,
};

describe('the filter of the audit log', () => {
  it('takes from the address what can be', () => {
    expect(filterOf({ ...NOTHING, environment: 'prod', from: '2026-11-29', until: '29.11.' })).toEqual({
      ...NOTHING,
      environment: 'prod',
      from: '2026-11-29',
    });
  });

  it('asks for whole days of the reader', () => {
    const asked = askedOf({ from: '2026-11-28', until: '2026-11-29', action: 'changeRule' });
    expect(asked).toEqual({
      action: 'changeRule',
      from: new Date('2026-11-28T00:00').toISOString(),
      to: new Date('2026-11-30T00:00').toISOString(),
    });
  });
});
