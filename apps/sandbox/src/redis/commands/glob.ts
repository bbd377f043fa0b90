/** Turns a pattern of `SCAN … MATCH` (`*`, `?`, `[ab]`, `[^a]`, `[a-z]`, backslash) into a test of whole names. */
export function globTest(pattern: string): (name: string) => boolean {
  const source = pattern.replace(
    /\\(.)|\[(\^?)((?:\\.|[^\]\\])*)\]|([\s\S])/g,
    (_match, escaped?: string, negation?: string, members?: string, single?: string) => {
      if (escaped !== undefined) return literal(escaped);
      if (members !== undefined) return characterClass(negation ?? '', members);
      if (single === '*') return '[\\s\\S]*';
      if (single === '?') return '[\\s\\S]';
      return literal(single ?? '');
    },
  );
  const expression = new RegExp(`^${source}$`);
  return (name) => expression.test(name);
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function characterClass(negation: string, members: string): string {
  if (members === '') return negation === '' ? '(?!)' : '[\\s\\S]';
  return `[${negation}${members.replace(/\\(.)|([[\]^\\])/g, (_match, escaped?: string, special?: string) => literal(escaped ?? special ?? ''))}]`;
}
