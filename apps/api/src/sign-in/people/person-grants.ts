import type { Principal } from '@envscope/access/principal.js';
import { Refusal, ROLES, type Grant } from '@envscope/contracts/index.js';

/** Above this role a grant is an owner's to give and to take. */
const HIGHEST_OF_ADMINS = ROLES.indexOf('operator');

/** Whether somebody with these grants may give and take the grant: nobody reaches beyond their own role and environments. */
export function mayGive(asker: Principal, { role, environment }: Grant): boolean {
  if (!asker.may('people:write', environment)) return false;
  return ROLES.indexOf(role) <= HIGHEST_OF_ADMINS || isOwnerIn(asker, environment);
}

/** Throws `beyond-own-role` unless the asker may give and take all of them. */
export function demandAll(asker: Principal, grants: readonly Grant[]): void {
  if (!grants.every((grant) => mayGive(asker, grant))) throw new Refusal('beyond-own-role');
}

/** Grants that are in one of the lists and not in the other. */
export function differing(before: readonly Grant[], after: readonly Grant[]): Grant[] {
  const isIn = (grants: readonly Grant[], { role, environment }: Grant) =>
    grants.some((grant) => grant.role === role && grant.environment === environment);
  return [...before.filter((grant) => !isIn(after, grant)), ...after.filter((grant) => !isIn(before, grant))];
}

function isOwnerIn({ grants }: Principal, environment: Grant['environment']): boolean {
  return grants.some(
    (grant) => grant.role === 'owner' && (grant.environment === null || grant.environment === environment),
  );
}
