import type { SentrySnapshot } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';
import { leftOut, type Remark } from '../remark-list';

/** What to know of Sentry's figures: a wrong environment name, and parts that were not read or that the server lacks. */
export function remarksOf(sentry: SentrySnapshot, words: Words): readonly Remark[] {
  const unavailable = namesOf(sentry.unavailable, words);
  return [
    ...remarksOfEnvironment(sentry, words),
    ...remarksOfUnsupported(sentry, words),
    ...leftOut(sentry.leftOut, words),
    ...(unavailable === ''
      ? []
      : [
          {
            tone: 'info' as const,
            text: words.say('services.sentry.unavailable', { parts: unavailable }),
          },
        ]),
  ];
}

function remarksOfEnvironment(
  { environment, knownEnvironments }: SentrySnapshot,
  words: Words,
): readonly Remark[] {
  if (knownEnvironments === null) return [];
  const known = knownEnvironments.join(', ');
  const text =
    known === ''
      ? words.say('services.sentry.knowsNone', { environment })
      : words.say('services.sentry.unknownEnvironment', { environment, known });
  return [{ tone: 'warning', text }];
}

function remarksOfUnsupported({ unsupported }: SentrySnapshot, words: Words): readonly Remark[] {
  const parts = namesOf(unsupported, words);
  if (parts === '') return [];
  const key = unsupported.includes('errors')
    ? 'services.sentry.unsupportedErrors'
    : 'services.sentry.unsupported';
  return [{ tone: 'warning', text: words.say(key, { parts }) }];
}

function namesOf(parts: SentrySnapshot['unavailable'], words: Words): string {
  return parts.map((part) => words.say(`services.sentry.parts.${part}`)).join(', ');
}
