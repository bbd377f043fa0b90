import { type EnvironmentId, type Grant, type Role, ROLES } from '@envscope/contracts/index.js';

/** A role somewhere, and whether it comes from a grant for every environment. */
export interface EffectiveRole {
  readonly role: Role;
  readonly isEverywhere: boolean;
}

/** What somebody's role is in an environment by all of their grants; null where it is none. */
export function effectiveRole(grants: readonly Grant[], environment: EnvironmentId): EffectiveRole | null {
  const highest = (among: readonly Grant[]) => Math.max(-1, ...among.map(({ role }) => ROLES.indexOf(role)));
  const everywhere = highest(grants.filter((grant) => grant.environment === null));
  const here = highest(grants.filter((grant) => grant.environment === environment));
  const role = ROLES[Math.max(everywhere, here)];
  return role === undefined ? null : { role, isEverywhere: everywhere >= here };
}

/** The role of a grant for just this place; null: for every environment. */
export function grantedRole(grants: readonly Grant[], place: EnvironmentId | null): Role | null {
  return grants.find(({ environment }) => environment === place)?.role ?? null;
}

/** The grants with another role for this place, or with none. */
export function withRole(grants: readonly Grant[], place: EnvironmentId | null, role: Role | null): Grant[] {
  const others = grants.filter(({ environment }) => environment !== place);
  return role === null ? others : [...others, { role, environment: place }];
}
