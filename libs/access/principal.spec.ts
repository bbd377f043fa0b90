import { Permission, Refusal, ROLE_OF_PERMISSION, ROLES, type Grant } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { Principal } from './principal.js';

const MINJI = { kind: 'person', id: '1', name: 'Minji' } as const;

const withGrants = (...grants: Grant[]) => new Principal(MINJI, grants);

describe('Principal', () => {
  it.each(ROLES)('gives the %s what his role begins with, and all that lesser roles may', (role) => {
    const asker = withGrants({ role, environment: 'staging' });
    for (const permission of Permission.options) {
      const isIncluded = ROLES.indexOf(ROLE_OF_PERMISSION[permission]) <= ROLES.indexOf(role);
      expect([permission, asker.may(permission, 'staging')]).toEqual([permission, isIncluded]);
      expect([permission, asker.may(permission, 'prod')]).toEqual([permission, false]);
      expect([permission, asker.may(permission, null)]).toEqual([permission, false]);
      expect([permission, asker.maySomewhere(permission)]).toEqual([permission, isIncluded]);
    }
  });

  it('takes each environment’s own grant', () => {
    const asker = withGrants(
      { role: 'operator', environment: 'staging' },
      { role: 'viewer', environment: 'prod' },
    );
    expect(asker.may('incidents:write', 'staging')).toBe(true);
    expect(asker.may('incidents:write', 'prod')).toBe(false);
    expect(asker.may('read', 'prod')).toBe(true);
    expect(asker.may('read', 'dev')).toBe(false);
  });

  it('holds in every environment, and for the console, what is granted for all', () => {
    const asker = withGrants({ role: 'admin', environment: null });
    expect(asker.may('rules:write', 'prod')).toBe(true);
    expect(asker.may('people:write', null)).toBe(true);
  });

  it('gives no more than its scopes', () => {
    const key = new Principal(MINJI, [{ role: 'owner', environment: null }], ['read']);
    expect(key.may('read', 'prod')).toBe(true);
    expect(key.maySomewhere('rules:write')).toBe(false);
  });

  it('names what is missing', () => {
    const asker = withGrants({ role: 'viewer', environment: null });
    const params = { permission: 'mutes:write', environment: 'prod' };
    expect(() => asker.demand('mutes:write', 'prod')).toThrow(new Refusal('not-permitted', params));
    expect(() => asker.demand('read', 'prod')).not.toThrow();
  });

  it('lets somebody without grants do nothing', () => {
    for (const permission of Permission.options) expect(withGrants().maySomewhere(permission)).toBe(false);
  });
});
