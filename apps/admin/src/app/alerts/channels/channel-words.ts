import type { ChannelState, Reason } from '@envscope/contracts/index.js';
import type { Configuration } from '../../configuration/configuration';
import { nameOfKind } from '../../configuration/warning-words';
import type { Words } from '../../language/words';

/** What a channel is called beside its environment: `Discord #alerts-prod`, `Discord (Critical) #oncall`. */
export function nameOfChannel(
  { kind, label, route }: ChannelState,
  words: Words,
  configuration: Pick<Configuration, 'channelKinds'>,
): string {
  const accepted = [
    ...(route.severities ?? []).map((severity) => words.say(`alerts.severity.${severity}`)),
    ...(route.services ?? []).map((service) => words.service(service)),
  ];
  const parts = [
    nameOfKind(kind, words, configuration),
    accepted.length > 0 ? `(${accepted.join(', ')})` : '',
    label,
  ];
  return parts.filter(Boolean).join(' ');
}

/** The channel's own answer, word for word: `HTTP 404 · 10015 · “Unknown Webhook”`. Null where it had no words for it. */
export function answerIn({ params }: Reason): string | null {
  const { httpStatus, channelCode, channelMessage } = params;
  if (channelCode === undefined && channelMessage === undefined) return null;
  const parts = [
    httpStatus === undefined ? undefined : `HTTP ${httpStatus}`,
    channelCode,
    channelMessage === undefined ? undefined : `“${channelMessage}”`,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}
