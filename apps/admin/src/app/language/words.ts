import { inject, Injectable, signal } from '@angular/core';
import type {
  CheckStatus,
  LocalizedName,
  MeasurementName,
  Problem,
  Reason,
  Rule,
  IncidentSubject,
} from '@envscope/contracts/index.js';
import { causeOf } from '@envscope/texts/cause.js';
import {
  formatBytes,
  formatDuration,
  formatInstant,
  formatMoment,
  formatNamed,
  formatNumber,
  formatParams,
  formatTime,
  spellOut,
  formatRatio,
} from '@envscope/texts/format.js';
import { fill } from '@envscope/texts/fill.js';
import { madeOnce } from '@envscope/texts/formatters.js';
import { leavesOf } from '@envscope/texts/leaves.js';
import type { ConsoleTextKey, Language, Param, ParamsOf, TextPart } from '@envscope/texts/texts.js';
import { LanguageChoice } from './language-choice';
import { TEXT_LOADERS } from './text-loaders';

const relativeFormat = madeOnce(Intl.RelativeTimeFormat);

const DAY_MS = 24 * 3_600_000;

/** A key whose text has no placeholders, so that data can name it. */
export type PlainKey = {
  [K in ConsoleTextKey]: ParamsOf<K> extends [] ? K : never;
}[ConsoleTextKey];

/**
 * Everything that the console says, in the language that is spoken. Its methods read a signal, so that templates and
 * computed values follow a change of language. A key that does not exist does not compile.
 */
@Injectable({ providedIn: 'root' })
export class Words {
  private readonly choice = inject(LanguageChoice);

  readonly language = this.choice.language;

  /** What pages have asked for beside the core: another language brings the same. */
  private readonly parts = new Set<TextPart>();
  /** What has come of each language, by dotted key. */
  private readonly texts: Readonly<Record<Language, Map<string, string>>> = { ko: new Map(), en: new Map() };
  /** Files of texts that have come. */
  private readonly fetched = new Set<string>();
  /** Grows as texts come, so that what was said without them is said anew. */
  private readonly arrivals = signal(0);

  /** Changes the language as soon as its texts are there. */
  async speak(language: Language): Promise<void> {
    await this.fetch(language);
    this.choice.remember(language);
  }

  /** Loads the texts of the language that is spoken first. */
  async load(): Promise<void> {
    await this.fetch(this.language());
  }

  /** Loads the texts that only some pages need; to be awaited before one of them is shown. */
  async loadPart(part: TextPart): Promise<void> {
    this.parts.add(part);
    await this.fetch(this.language());
  }

  /** The text of a key with its placeholders filled. */
  say<K extends ConsoleTextKey>(key: K, ...[params]: ParamsOf<K>): string {
    return this.filled(key, params);
  }

  /** Why a result is not `up`. */
  reason({ code, params }: Pick<Reason, 'params'> & { readonly code: string }): string {
    const cause = causeOf({ params }, (behind) => this.coded(`reasons.${behind}`, params));
    return this.coded(`reasons.${code}`, { ...params, ...cause });
  }

  /** Why the server refused a request. */
  problem({ code, params }: Pick<Problem, 'code' | 'params'>): string {
    const joined = Object.entries(params).map(([name, value]) => {
      return [name, Array.isArray(value) ? value.join(', ') : value] as const;
    });
    return this.coded(`problems.${code}`, Object.fromEntries(joined));
  }

  status(status: CheckStatus): string {
    return this.say(`shell.status.${status}`);
  }

  service(service: IncidentSubject): string {
    return this.say(`shell.service.${service}`);
  }

  /** A name that settings give in each language. */
  name(name: LocalizedName): string {
    return name[this.language()];
  }

  /** What a measured figure is called; one that has no word yet is spelled out: `memoryUsedBytes` is "Memory used". */
  measurement(name: MeasurementName): string {
    return this.known(`measurements.${name}`) ?? spellOut(name);
  }

  /** A description of a measured figure; null where there is none. */
  aboutMeasurement(name: MeasurementName): string | null {
    return this.known(`alerting.rules.about.${name}`) ?? null;
  }

  /** What a rule is called: in the language where the console brings it, in the words of whoever made it else. */
  ruleName({ id, name, isBuiltIn }: Pick<Rule, 'id' | 'name' | 'isBuiltIn'>): string {
    return (isBuiltIn ? this.known(`alerting.rules.builtIn.${id}`) : undefined) ?? name;
  }

  /** What a setting is called, spelled out where it has no word. */
  setting(name: string): string {
    return this.known(`shell.settings.${name}`) ?? spellOut(name);
  }

  /** A measured figure with its unit, which is the end of its name. */
  measured(name: MeasurementName, value: number): string {
    const formatted = formatNamed(this.language(), name, value);
    return /(?:At|Ms|Ratio|Bytes)$/.test(name) ? String(formatted) : this.number(value);
  }

  number(value: number): string {
    return formatNumber(this.language(), value);
  }

  /** A share 0-1 as per cent. */
  ratio(ratio: number): string {
    return formatRatio(this.language(), ratio);
  }

  bytes(bytes: number): string {
    return formatBytes(this.language(), bytes);
  }

  duration(durationMs: number): string {
    return formatDuration(this.language(), durationMs);
  }

  /** A moment, short: `Nov 23, 06:32`. */
  instant(instant: string): string {
    return formatInstant(this.language(), instant);
  }

  /** A moment to come, as short as it is plain: the time of day within a day, with the date after that. */
  comingTime(instant: string, nowMs: number): string {
    const isWithinDay = Date.parse(instant) - nowMs < DAY_MS;
    return isWithinDay ? formatTime(this.language(), instant) : this.instant(instant);
  }

  /** The time of day with its second: `06:32:08`. */
  time(instant: string): string {
    return formatTime(this.language(), instant, '2-digit');
  }

  /** A moment as whole as people may want it: with year, second and zone. */
  moment(instant: string): string {
    return formatMoment(this.language(), instant);
  }

  /** How long ago something was: `5s ago`, `3 min. ago`. What is yet to come (a clock that runs ahead) is now. */
  ago(instant: string, nowMs: number): string {
    const seconds = Math.max(0, Math.floor((nowMs - Date.parse(instant)) / 1_000));
    const relative = relativeFormat(this.language(), { style: 'narrow' });
    if (seconds < 60) return relative.format(-seconds, 'second');
    if (seconds < 3_600) return relative.format(-Math.floor(seconds / 60), 'minute');
    if (seconds < 86_400) return relative.format(-Math.floor(seconds / 3_600), 'hour');
    return relative.format(-Math.floor(seconds / 86_400), 'day');
  }

  private async fetch(language: Language): Promise<void> {
    await Promise.all([
      this.fetchPart(language),
      ...[...this.parts].map((part) => this.fetchPart(language, part)),
    ]);
    this.arrivals.update((arrivals) => arrivals + 1);
  }

  private async fetchPart(language: Language, part?: TextPart): Promise<void> {
    const path = part === undefined ? language : (`${part}/${language}` as const);
    if (this.fetched.has(path)) return;
    const texts = await TEXT_LOADERS[path]();
    for (const [key, text] of leavesOf(part === undefined ? texts : { [part]: texts }))
      this.texts[language].set(key, text);
    this.fetched.add(path);
  }

  /** The text of a code, with its values formatted as their names ask. */
  private coded(key: string, params: Reason['params']): string {
    return this.filled(
      key,
      formatParams(this.language(), params, (name) => this.measurement(name)),
    );
  }

  /** A text that has not come stays visible as its key. */
  private filled(key: string, params: Readonly<Record<string, Param>> = {}): string {
    const language = this.language();
    return fill(language, this.texts[language].get(key) ?? key, params);
  }

  private known(key: string): string | undefined {
    this.arrivals();
    return this.texts[this.language()].get(key);
  }
}
