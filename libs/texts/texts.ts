import type { en } from './en.js';

/** Languages that the product speaks. */
export const LANGUAGES = ['ko', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

type Source = typeof en;

type Shape<T> = T extends string ? string : { readonly [K in keyof T]: Shape<T[K]> };

/** What every language must have: the keys of English, neither fewer nor more. */
export type Texts = Shape<Source>;

/** Parts of the texts that the console loads with the pages that need them. */
export type TextPart =
  'incidents' | 'alerting' | 'charts' | 'warnings' | 'forms' | 'door' | 'access' | 'audit' | 'workers';

/** What the console loads before its first page. What only the server writes is not among them. */
export type CoreTexts = Omit<Texts, TextPart | 'messages'>;

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T &
  string];

/** Dotted key of one text: `shell.theme.dark`. */
export type TextKey = Leaves<Source>;

/** Dotted key of a text that the console has. */
export type ConsoleTextKey = Exclude<TextKey, `messages.${string}`>;

type TextAt<K extends string, T = Source> = K extends keyof T
  ? T[K]
  : K extends `${infer Head}.${infer Rest}`
    ? Head extends keyof T
      ? TextAt<Rest, T[Head]>
      : never
    : never;

type NameOf<P extends string> = P extends `${infer Name}|${string}` ? Name : P;

type NamesIn<T> = T extends `${string}{{${infer P}}}${infer Rest}` ? NameOf<P> | NamesIn<Rest> : never;

/** What fills a placeholder. Numbers are written as the language does, strings stand as they are. */
export type Param = string | number;

/** The placeholders that a text has, all to be given; none where it has none. */
export type ParamsOf<K extends TextKey> = [NamesIn<TextAt<K>>] extends [never]
  ? []
  : [params: Readonly<Record<NamesIn<TextAt<K>>, Param>>];
