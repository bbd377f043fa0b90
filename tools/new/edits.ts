import { Unusable } from './names.ts';

/** Changes the text of one file. Throws `Unusable` where the text is not as expected. */
export type Edit = (text: string) => string;

/** Puts lines before the first one that matches. */
export function before(anchor: RegExp, lines: string): Edit {
  return (text) => {
    const match = new RegExp(anchor.source, 'm').exec(text);
    if (!match) throw new Unusable(`no line matches ${anchor}: put this there by hand:\n${lines}`);
    return text.slice(0, match.index) + lines + text.slice(match.index);
  };
}

/** Puts lines before the end of the block that the first match opens: `};`, `} as`, `];` or `},` at its own indent. */
export function atTheEndOf(opening: RegExp, lines: string): Edit {
  return (text) => {
    const match = new RegExp(opening.source, 'm').exec(text);
    const indent = match ? (/^ */.exec(match[0])?.[0] ?? '') : '';
    const start = match ? match.index + match[0].length : 0;
    const end = match ? text.slice(start).search(new RegExp(`^${indent}[}\\]]`, 'm')) : -1;
    if (end < 0) throw new Unusable(`no block begins with ${opening}: put this there by hand:\n${lines}`);
    return text.slice(0, start + end) + lines + text.slice(start + end);
  };
}

/** Adds an import behind the last one. */
export function importing(line: string): Edit {
  return (text) => {
    const last = [...text.matchAll(/^(?:import [^;]*|\} from '[^']*');\n/gm)].at(-1);
    const at = last ? last.index + last[0].length : 0;
    return `${text.slice(0, at)}${line}\n${text.slice(at)}`;
  };
}

/** Replaces the first match, whose groups the replacement may use. */
export function replacing(pattern: RegExp, replacement: string): Edit {
  return (text) => {
    if (!pattern.test(text)) throw new Unusable(`nothing matches ${pattern}: write ${replacement} by hand`);
    return text.replace(pattern, replacement);
  };
}

/** One after another. */
export function all(...edits: readonly Edit[]): Edit {
  return (text) => edits.reduce((changed, edit) => edit(changed), text);
}
