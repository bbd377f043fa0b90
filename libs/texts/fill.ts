import { formatNumber } from './format.js';
import type { Language, Param } from './texts.js';

const OPTIONAL = /\[\[(.*?)\]\]/gs;
const PLACEHOLDER = /\{\{([^{}|]+)(?:\|([^{}|]*)\|([^{}|]*))?\}\}/g;

/**
 * A text with its placeholders filled: `{{name}}` is the value, `{{count|monitor|monitors}}` the word that fits the
 * number, `[[ until {{untilAt}}]]` a part that is left out where a value in it is missing. A value that is missing
 * elsewhere stays visible as its placeholder.
 */
export function fill(language: Language, text: string, params: Readonly<Record<string, Param>>): string {
  const fillPart = (part: string): string =>
    part.replace(PLACEHOLDER, (placeholder, name: string, one?: string, other?: string) => {
      const value = params[name];
      if (value === undefined) return placeholder;
      if (one !== undefined && other !== undefined) return Number(value) === 1 ? one : other;
      return typeof value === 'number' ? formatNumber(language, value) : value;
    });
  return fillPart(text.replace(OPTIONAL, (_, part: string) => (isComplete(part, params) ? part : '')));
}

/** The names of the values that a text asks for. */
export function placeholdersOf(text: string): Set<string> {
  return new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? ''));
}

function isComplete(part: string, params: Readonly<Record<string, Param>>): boolean {
  return [...placeholdersOf(part)].every((name) => params[name] !== undefined);
}
