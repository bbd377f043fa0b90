import type { Principal } from '@envscope/access/principal.js';
import type { Grant, PersonView } from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { grantsOf, type PersonRecord } from '@envscope/store/access/person-record.js';
import { sourceOf } from '../groups/identities.js';

/** Whether the person has not come in yet. */
export const isInvited = ({ password, identity, passkeys }: PersonRecord) =>
  password === null && identity === null && passkeys.length === 0;

/** All that people may know of a person. */
export function viewOf(person: PersonRecord): PersonView {
  const { id, name, email, grants, fromGroups, isDisabled, secondFactor, createdAt, signedInAt } = person;
  return {
    id,
    name,
    email,
    grants: [...grants],
    fromGroups: fromGroups?.grants.length
      ? { ...fromGroups, groups: [...fromGroups.groups], grants: [...fromGroups.grants] }
      : null,
    isDisabled,
    isInvited: isInvited(person),
    isSecondFactorOn: secondFactor !== null,
    source: sourceOf(person.identity),
    createdAt,
    signedInAt,
    isOfOthers: false,
  };
}

/**
 * What an asker may know of a person. Whoever lets people into single environments sees of others whom they may give a role there:
 * no email, and nothing of how they sign in; and of nobody the roles in other environments.
 */
export function viewFor(asker: Principal, person: PersonRecord): PersonView {
  if (asker.may('people:write', null)) return viewOf(person);
  const whole = viewOf(person);
  const view = { ...whole, grants: seenBy(asker, person.grants), fromGroups: seenOfGroups(asker, whole) };
  const isOwn = grantsOf(person, SYSTEM_CLOCK.now()).some(
    ({ environment }) => environment !== null && isOf(asker, environment),
  );
  if (isOwn || person.id === asker.actor.id) return view;
  const unsaid = { email: null, source: 'console', isSecondFactorOn: false, signedInAt: null } as const;
  return { ...view, ...unsaid, isOfOthers: true };
}

/** The grants that the asker does not see, which a list of theirs leaves as they are. */
export function unseenBy(asker: Principal, grants: readonly Grant[]): Grant[] {
  const seen = seenBy(asker, grants);
  return grants.filter((grant) => !seen.includes(grant));
}

function seenBy(asker: Principal, grants: readonly Grant[]): Grant[] {
  if (asker.may('people:write', null)) return [...grants];
  return grants.filter(({ environment }) => environment === null || isOf(asker, environment));
}

/** Names of groups say what people do elsewhere. */
function seenOfGroups(asker: Principal, { fromGroups }: PersonView): PersonView['fromGroups'] {
  const grants = seenBy(asker, fromGroups?.grants ?? []);
  return fromGroups && grants.length > 0 ? { ...fromGroups, grants, groups: [] } : null;
}

const isOf = (asker: Principal, environment: string): boolean => asker.may('people:write', environment);
