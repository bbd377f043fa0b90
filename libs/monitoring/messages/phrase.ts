import type { ChannelText, MomentInText } from '@envscope/integrations/kernel/channels/channel.js';

/** Cannot occur in words: what stands between two of them names a moment. */
const MARK = '\u0000';
const SLOT = new RegExp(`${MARK}(\\d+)${MARK}`);

/** Words with moments where the language puts them: `write` is given what to fill placeholders with. */
export function phrase<K extends string>(
  moments: Readonly<Record<K, MomentInText>>,
  write: (slots: Readonly<Record<K, string>>) => string,
): ChannelText {
  const names = Object.keys(moments) as K[];
  const slots = Object.fromEntries(names.map((name, index) => [name, `${MARK}${index}${MARK}`]));
  const parts = write(slots as Record<K, string>).split(SLOT);
  return parts
    .map((part, index) => {
      const name = names[Number(part)];
      // Every second part is what a slot has captured.
      return index % 2 === 1 && name !== undefined ? moments[name] : part;
    })
    .filter((part) => part !== '');
}

/** Lines below one another; those that are empty are left out. */
export function lines(...texts: readonly ChannelText[]): ChannelText {
  return texts
    .filter((text) => text.length > 0)
    .flatMap((text, index) => (index === 0 ? text : ['\n', ...text]));
}
