import type { Reason } from '@envscope/contracts/index.js';
import { en } from './en.js';
import { causeOf } from './cause.js';
import { fill } from './fill.js';
import { formatParams, spellOut } from './format.js';
import { ko } from './ko.js';
import type { Language, ParamsOf, TextKey, Texts } from './texts.js';

const TEXTS: Readonly<Record<Language, Texts>> = { ko, en };

/** The text of a key in a language, with its placeholders filled. Holds all languages: for the server and for specs. */
export function say<K extends TextKey>(language: Language, key: K, ...[params]: ParamsOf<K>): string {
  return fill(language, textAt(language, key), params ?? {});
}

/**
 * Why a result is not `up`, in words: durations, shares and sizes as the language writes them, times of the server's zone, which they
 * name, since it need not be the reader's.
 */
export function sayReason(language: Language, reason: Reason): string {
  const params = formatParams(language, reason.params, (name) => sayMeasurement(language, name), 'short');
  const { reasons } = TEXTS[language];
  const cause = causeOf(reason, (code) =>
    fill(language, textAt(language, `reasons.${code}` as TextKey), params),
  );
  return fill(language, reasons[reason.code], { ...params, ...cause });
}

/** What a measured figure is called; spelled out where it has no word yet. */
export function sayMeasurement(language: Language, name: string): string {
  const names: Readonly<Record<string, string>> = TEXTS[language].measurements;
  return Object.hasOwn(names, name) ? (names[name] ?? spellOut(name)) : spellOut(name);
}

/** What a rule is called: in the language if it is built in, as its author named it otherwise. */
export function sayRule(
  language: Language,
  { id, name }: { readonly id: string; readonly name: string },
): string {
  const names: Readonly<Record<string, string>> = TEXTS[language].alerting.rules.builtIn;
  return Object.hasOwn(names, id) ? (names[id] ?? name) : name;
}

function textAt(language: Language, key: TextKey): string {
  const text = key
    .split('.')
    .reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], TEXTS[language]);
  return String(text);
}
