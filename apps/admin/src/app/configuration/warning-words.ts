import type { ConfigWarning } from '@envscope/contracts/index.js';
import type { Words } from '../language/words';
import type { Configuration } from './configuration';

/** A mistake in settings, in words that say what to do; they come with the texts' part `warnings`. */
export function wordsOfWarning(
  { code, environments, variables, params }: ConfigWarning,
  words: Words,
  configuration: Configuration,
): string {
  const list = new Intl.ListFormat(words.language(), { type: 'conjunction' });
  const names = environments.map((id) => {
    const environment = configuration.environment(id);
    return environment ? words.name(environment.name) : id;
  });
  return words.say(`warnings.${code}`, {
    environments: list.format(names),
    variables: list.format(variables),
    keyPrefix: params['keyPrefix'] ?? '',
    suggestion: params['suggestion'] ?? '',
    file: params['file'] ?? '',
    cause: params['cause'] ?? '',
  });
}
