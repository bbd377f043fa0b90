import { type Grant, type PersonView, ROLES } from '@envscope/contracts/index.js';
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

/** What somebody signs in with; `provider` is what the OpenID provider is called, where settings name one. */
export function sourceInWords({ source }: PersonView, words: Words, provider: string | null): string {
  if (source === 'oidc') return provider ?? 'OpenID Connect';
  return words.say(source === 'proxy' ? 'access.people.source.proxy' : 'access.people.source.console');
}
