import { type Grant, type PersonLink, type PersonView, ROLES } from '@envscope/contracts/index.js';
import type { Configuration } from '../../configuration/configuration';
import type { Words } from '../../language/words';

/** What somebody may do where, in a line: `viewer in all environments · operator in Staging, QA`. */
export function rolesInWords(
  grants: readonly Grant[],
  words: Words,
  configuration: Pick<Configuration, 'nameOf'>,
): string {
  const lines = ROLES.toReversed().flatMap((role) => {
    const places = grants.filter((grant) => grant.role === role).map(({ environment }) => environment);
    if (places.length === 0) return [];
    const names = places.map((place) =>
      place === null ? words.say('access.everywhere') : configuration.nameOf(place),
    );
    return [`${words.say(`shell.role.${role}`)}: ${names.join(', ')}`];
  });
  return lines.length === 0 ? words.say('access.noRole') : lines.join(' · ');
}

const NOT_KNOWN = '–';

/** What somebody signs in with, once they have; `provider` is what the OpenID provider is called, where settings name one. */
export function sourceInWords(
  { source, isInvited }: PersonView,
  words: Words,
  provider: string | null,
): string {
  if (isInvited) return NOT_KNOWN;
  if (source === 'oidc') return provider ?? 'OpenID Connect';
  return words.say(source === 'proxy' ? 'access.people.source.proxy' : 'access.people.source.console');
}

/** Whether somebody's sign-in asks for a second step; whoever signs in elsewhere may be asked for one there. */
export function secondStepInWords(person: PersonView, words: Words): string {
  if (person.source !== 'console' || person.isInvited) return NOT_KNOWN;
  return words.say(person.isSecondFactorOn ? 'access.people.yes' : 'access.people.no');
}

/** What to do with a link that was made, or that there is none to hand over. */
export function linkNoteInWords({ person, url, endsAt }: PersonLink, words: Words): string {
  if (url === null) {
    return words.say('access.people.invitedElsewhereNote', {
      email: person.email ?? person.name,
      time: words.instant(endsAt),
    });
  }
  return words.say(person.isInvited ? 'access.people.invitedNote' : 'access.people.resetNote');
}
