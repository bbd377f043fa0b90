import type { CoreTexts, Language, TextPart, Texts } from '@envscope/texts/texts.js';

type Loaders = { readonly [L in Language]: () => Promise<CoreTexts> } & {
  readonly [P in TextPart as `${P}/${Language}`]: () => Promise<Texts[P]>;
};

/** Brings only the language that is spoken and the parts that pages ask for, each from a file of its own. */
export const TEXT_LOADERS: Loaders = {
  ko: async () => (await import('@envscope/texts/ko/core.js')).core,
  en: async () => (await import('@envscope/texts/en/core.js')).core,
  'incidents/ko': async () => (await import('@envscope/texts/ko/incidents.js')).incidents,
  'incidents/en': async () => (await import('@envscope/texts/en/incidents.js')).incidents,
  'alerting/ko': async () => (await import('@envscope/texts/ko/alerting.js')).alerting,
  'alerting/en': async () => (await import('@envscope/texts/en/alerting.js')).alerting,
  'charts/ko': async () => (await import('@envscope/texts/ko/charts.js')).charts,
  'charts/en': async () => (await import('@envscope/texts/en/charts.js')).charts,
  'warnings/ko': async () => (await import('@envscope/texts/ko/warnings.js')).warnings,
  'warnings/en': async () => (await import('@envscope/texts/en/warnings.js')).warnings,
  'forms/ko': async () => (await import('@envscope/texts/ko/codes/forms.js')).forms,
  'forms/en': async () => (await import('@envscope/texts/en/codes/forms.js')).forms,
  'door/ko': async () => (await import('@envscope/texts/ko/access/door.js')).door,
  'door/en': async () => (await import('@envscope/texts/en/access/door.js')).door,
  'access/ko': async () => (await import('@envscope/texts/ko/access/access.js')).access,
  'access/en': async () => (await import('@envscope/texts/en/access/access.js')).access,
  'audit/ko': async () => (await import('@envscope/texts/ko/access/audit.js')).audit,
  'audit/en': async () => (await import('@envscope/texts/en/access/audit.js')).audit,
  'workers/ko': async () => (await import('@envscope/texts/ko/workers.js')).workers,
  'workers/en': async () => (await import('@envscope/texts/en/workers.js')).workers,
};
