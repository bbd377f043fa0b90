import type { Reason } from '@envscope/contracts/index.js';
import { en } from './en/en.js';
import { fill } from './fill.js';
import { formatParams } from './format.js';
import { ko } from './ko/ko.js';
import type { Language, ParamsOf, TextKey, Texts } from './texts.js';

const TEXTS: Readonly<Record<Language, Texts>> = { ko, en };

/** The text of a key in a language, with its placeholders filled. Holds all languages: for the server and for specs. */
export function say<K extends TextKey>(language: Language, key: K, ...[params]: ParamsOf<K>): string {
  return fill(language, textAt(language, key), params ?? {});
}

/** Why a result is not `up`, in words: times, durations, shares and sizes as the language writes them. */
export function sayReason(language: Language, reason: Reason): string {
  return fill(language, TEXTS[language].reasons[reason.code], formatParams(language, reason.params));
}

function textAt(language: Language, key: TextKey): string {
  const text = key
    .split('.')
    .reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], TEXTS[language]);
  return String(text);
}
