import type { DiscordTestReport } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';

/** What came of a test message, in words that say what to do. */
export interface TestOutcome {
  readonly isDelivered: boolean;
  readonly text: string;
  /** Discord's own words, where it had any. */
  readonly quote: string | null;
}

/** Says Discord's answer to a test message. */
export function outcomeOf(report: DiscordTestReport, words: Words): TestOutcome {
  const { isDelivered, discordMessage } = report;
  const quote =
    isDelivered || discordMessage === null
      ? null
      : words.say('services.discord.discordSays', { message: discordMessage });
  return { isDelivered, text: textOf(report, words), quote };
}

function textOf(report: DiscordTestReport, words: Words): string {
  const { isDelivered, reason, messageId, channelId, httpStatus, discordCode, latencyMs } = report;
  const latency = words.duration(latencyMs);
  if (isDelivered && messageId !== null && channelId !== null) {
    return words.say('services.discord.delivered', { channel: channelId, message: messageId, latency });
  }
  if (isDelivered) return words.say('services.discord.deliveredWithoutId', { latency });
  const code = discordCode === null ? '–' : String(discordCode);
  switch (httpStatus) {
    case null:
      return words.say('services.discord.noAnswer', { latency, why: reason ? words.reason(reason) : '–' });
    case 401:
      return words.say('services.discord.invalidToken', { code });
    case 403:
      return words.say('services.discord.forbidden');
    case 404:
      return words.say('services.discord.gone', { code });
    case 429:
      return rateLimited(report, words);
    default:
      return words.say(httpStatus >= 500 ? 'services.discord.serverError' : 'services.discord.rejected', {
        status: String(httpStatus),
      });
  }
}

function rateLimited({ retryAfterMs, sentAt }: DiscordTestReport, words: Words): string {
  if (retryAfterMs === null) return words.say('services.discord.rateLimitedUnknown');
  const clock = new Intl.DateTimeFormat(words.language(), { timeStyle: 'medium' });
  return words.say('services.discord.rateLimited', {
    wait: words.duration(retryAfterMs),
    at: clock.format(Date.parse(sentAt) + retryAfterMs),
  });
}
