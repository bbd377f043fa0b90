import type { ChannelBlock, ChannelText } from './channel.js';

/** Words as plain text; moments are in UTC. */
export function wordsOf(text: ChannelText): string {
  return text
    .map((part) => (typeof part === 'string' ? part : `${part.at.slice(0, 16).replace('T', ' ')} UTC`))
    .join('');
}

/** What a block says below its title, a fact in each line. */
export function linesOf({ text, facts }: Pick<ChannelBlock, 'text' | 'facts'>): string[] {
  return [wordsOf(text), ...facts.map(({ name, value }) => `${name}: ${wordsOf(value)}`)];
}
