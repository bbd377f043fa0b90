import type { ChannelState, Reason } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';

/** What a channel is called beside its environment: `Discord #alerts-prod`, `Discord (Critical) #oncall`. */
export function nameOfChannel({ kind, label, route }: ChannelState, words: Words): string {
  const accepted = [
    ...(route.severities ?? []).map((severity) => words.say(`alerts.severity.${severity}`)),
    ...(route.services ?? []).map((service) => words.service(service)),
  ];
  const parts = [
    words.say(`alerts.channelKind.${kind}`),
    accepted.length > 0 ? `(${accepted.join(', ')})` : '',
    label,
  ];
  return parts.filter(Boolean).join(' ');
}

/** The channel's own answer, word for word: `HTTP 404 · 10015 · “Unknown Webhook”`. Null where it had no words for it. */
export function answerIn({ params }: Reason): string | null {
  const { httpStatus, discordCode, discordMessage } = params;
  if (discordCode === undefined && discordMessage === undefined) return null;
  const parts = [
    httpStatus === undefined ? undefined : `HTTP ${httpStatus}`,
    discordCode,
    discordMessage === undefined ? undefined : `“${discordMessage}”`,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}
