import { ROLES, type Grant } from '@envscope/contracts/index.js';
import type { GroupRoles } from '@envscope/settings/variables/group-roles.js';

/** Those of somebody's groups that give a role, and their roles: in each place the highest. */
export function grantsByGroups(
  groups: readonly string[],
  roles: readonly GroupRoles[],
): { readonly groups: string[]; readonly grants: Grant[] } {
  const own = new Set(groups);
  const counting = roles.filter(({ group }) => own.has(group));
  const grants = new Map<Grant['environment'], Grant>();
  for (const grant of counting.flatMap((each) => each.grants)) {
    const before = grants.get(grant.environment);
    if (!before || ROLES.indexOf(grant.role) > ROLES.indexOf(before.role))
      grants.set(grant.environment, grant);
  }
  return { groups: counting.map(({ group }) => group), grants: [...grants.values()] };
}
