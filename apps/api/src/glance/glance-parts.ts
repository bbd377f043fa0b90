import { CONSOLE_SCOPE, type CheckStatus, type LocalizedName } from '@envscope/contracts/index.js';
import { inHtml } from '@envscope/settings/redaction/html-text.js';
import { formatDuration } from '@envscope/texts/format.js';
import type { Speaker } from '@envscope/texts/incident-name.js';
import { say, sayRule } from '@envscope/texts/say.js';
import type { StateKey } from '@envscope/texts/state-word.js';
import { LANGUAGES, type Language } from '@envscope/texts/texts.js';

/** What environments are called, by their keys. */
export type EnvironmentNames = ReadonlyMap<string, LocalizedName>;

const SECOND_MS = 1_000;

/** A glance as a whole: a heading, what stands beside it, as of when, and the rest. */
export function frame(title: string, marks: string, generatedAt: string, content: string): string {
  // The browser's zone is not known.
  const time = `${generatedAt.slice(11, 19)} UTC`;
  const asOf = text((language) => say(language, 'messages.page.asOf', { time }));
  return `<div class="glance"><header><h1>${title}</h1>${marks}<p class="minor">${asOf}</p></header>${content}</div>`;
}

/** A text in all languages, of which the page hides those that it does not show. Once where all say the same. */
export function text(said: (language: Language) => string): string {
  const texts = LANGUAGES.map((language) => [language, inHtml(said(language))] as const);
  if (new Set(texts.map(([, words]) => words)).size === 1) return texts[0]?.[1] ?? '';
  return texts.map(([language, words]) => `<span lang="${language}">${words}</span>`).join('');
}

/** Says what names are made of. */
export const speakerOf = (language: Language): Speaker => ({
  say: (key, ...params) => say(language, key, ...params),
  ruleName: (rule) => sayRule(language, rule),
});

/** A status as a shape and a word, its own where there is none that says more. */
export function badge(
  status: CheckStatus,
  word: StateKey | 'alerts.state.resolved' = `shell.status.${status}`,
): string {
  return `<span class="glance-badge" data-status="${status}">${text((language) => say(language, word))}</span>`;
}

/** Older than it should be. */
export function staleMark(): string {
  return minor((language) => say(language, 'shell.card.stale'), 'span');
}

/** What may be overlooked: why, who, how old. */
export function minor(said: (language: Language) => string, element: 'p' | 'span' = 'p'): string {
  return `<${element} class="minor">${text(said)}</${element}>`;
}

/** For how long something stands as it does. */
export function lastingFrom(since: string, generatedAt: string): string {
  const lastedMs = Date.parse(generatedAt) - Date.parse(since);
  // Whole seconds, as the console writes them.
  const wholeMs = Math.max(1, Math.floor(lastedMs / SECOND_MS)) * SECOND_MS;
  return `<span class="glance-since">${text((language) =>
    say(language, 'shell.card.since', { duration: formatDuration(language, wholeMs) }),
  )}</span>`;
}

export function environmentName(language: Language, environment: string, names: EnvironmentNames): string {
  if (environment === CONSOLE_SCOPE) return say(language, 'shell.word.console');
  return names.get(environment)?.[language] ?? environment;
}
