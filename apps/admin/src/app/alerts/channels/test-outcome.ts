import type { ChannelTestReport, ReasonCode } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';
import { answerIn } from './channel-words';

/** What came of a test message, in words. */
export interface TestOutcome {
  readonly isDelivered: boolean;
  readonly text: string;
  /** What to do about it; null where the reason says it, or nothing helps but time. */
  readonly advice: string | null;
  /** The channel's own words, where it had any. */
  readonly answer: string | null;
}

/** Says what a channel answered to a test message. */
export function outcomeOf(report: ChannelTestReport, words: Words): TestOutcome {
  const { isDelivered, reason, messageId, tookMs } = report;
  const duration = words.duration(tookMs);
  if (isDelivered) {
    const text =
      messageId === null
        ? words.say('services.test.taken', { duration })
        : words.say('services.test.delivered', { duration, id: messageId });
    return { isDelivered, text, advice: null, answer: null };
  }
  const why = reason === null ? words.say('services.test.noReason') : words.reason(reason);
  return {
    isDelivered,
    text: words.say('services.test.refused', { duration, why }),
    advice: reason === null ? null : adviceFor(reason.code, words),
    answer: reason === null ? null : answerIn(reason),
  };
}

/** How to fix a channel that answered so; null where nothing but waiting helps. */
export function adviceFor(code: ReasonCode, words: Words): string | null {
  switch (code) {
    case 'webhook-gone':
      return words.say('services.test.advice.gone');
    case 'not-found':
      return words.say('services.test.advice.notFound');
    case 'unauthorized':
    case 'forbidden':
      return words.say('services.test.advice.unauthorized');
    case 'not-the-channel':
      return words.say('services.test.advice.notTheChannel');
    case 'no-message-id':
      return words.say('services.test.advice.noMessageId');
    default:
      return null;
  }
}
