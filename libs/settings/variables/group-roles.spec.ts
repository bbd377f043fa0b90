import { describe, expect, it } from '@jest/globals';
import { groupRoles } from './group-roles.js';

const faultsOf = (text: string) => groupRoles.safeParse(text).error?.issues.map(({ message }) => message);

describe('GROUP_ROLES', () => {
  it('gives groups roles, in one environment or in all', () => {
    expect(groupRoles.parse('sre=admin, web=operator@staging viewer@prod,\n/team/On call=viewer')).toEqual([
      { group: 'sre', grants: [{ role: 'admin', environment: null }] },
      {
        group: 'web',
        grants: [
          { role: 'operator', environment: 'staging' },
          { role: 'viewer', environment: 'prod' },
        ],
      },
      { group: '/team/On call', grants: [{ role: 'viewer', environment: null }] },
    ]);
  });

  it('takes any name, with what separates others in percent signs', () => {
    const [first] = groupRoles.parse('CN%3Dops%2COU%3Dteams 100%25=viewer');
    expect(first?.group).toBe('CN=ops,OU=teams 100%');
  });

  it('names everything that is wrong at once, by the number of its entry', () => {
    expect(
      faultsOf('sre=root, web, ,web=viewer@, =admin, a%2=viewer, b=viewer@dev admin@dev,b=viewer'),
    ).toEqual([
      'entry 1 has an unknown role; roles are viewer, operator, admin, owner',
      'entry 2 must be a group, "=" and its roles',
      'entry 3 is empty',
      'entry 4 has a role whose environment is missing behind "@"',
      'entry 5 must be a group, "=" and its roles',
      'entry 6 has a "%" that begins no %2C, %3D or %25',
      'entry 7 gives two roles in one place',
      'entry 8 names a group that has an entry already',
    ]);
  });
});
