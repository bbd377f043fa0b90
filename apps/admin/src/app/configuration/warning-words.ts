import type { ChannelKind, ConfigWarning } from '@envscope/contracts/index.js';
import type { Words } from '../language/words';
import type { Configuration } from './configuration';

/** What people call a kind of channel; its key where the server names none. */
export function nameOfKind(
  kind: ChannelKind,
  words: Words,
  configuration: Pick<Configuration, 'channelKinds'>,
): string {
  const traits = configuration.channelKinds().find((one) => one.kind === kind);
  return traits ? words.name(traits.name) : kind;
}

/** A mistake in settings, in words that say what to do; they come with the texts' part `warnings`. */
export function wordsOfWarning(
  { code, environments, variables, params, channel }: ConfigWarning,
  words: Words,
  configuration: Configuration,
): string {
  const list = new Intl.ListFormat(words.language(), { type: 'conjunction' });
  return words.say(`warnings.${code}`, {
    environments: list.format(environments.map((id) => configuration.nameOf(id))),
    variables: list.format(variables),
    channel: channel === null ? '' : nameOfKind(channel, words, configuration),
    keyPrefix: params['keyPrefix'] ?? '',
    suggestion: params['suggestion'] ?? '',
    file: params['file'] ?? '',
    cause: params['cause'] ?? '',
  });
}
