import { inject, Injectable, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type {
  CheckStatus,
  LocalizedName,
  MeasurementName,
  Problem,
  Reason,
  Rule,
  IncidentSubject,
} from '@envscope/contracts/index.js';
import {
  formatBytes,
  formatDuration,
  formatInstant,
  formatNamed,
  formatNumber,
  formatParams,
  formatTime,
  spellOut,
  formatRatio,
} from '@envscope/texts/format.js';
import { dateFormat, madeOnce } from '@envscope/texts/formatters.js';
import type { ConsoleTextKey, Language, ParamsOf, TextPart } from '@envscope/texts/texts.js';
import { firstValueFrom, forkJoin } from 'rxjs';
import { LanguageChoice } from './language-choice';

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
  private readonly transloco = inject(TranslocoService);
  private readonly choice = inject(LanguageChoice);

  readonly language = this.choice.language;

  /** What pages have asked for beside the core: another language brings the same. */
  private readonly parts = new Set<TextPart>();
  /** Grows as texts come, so that what was said without them is said anew. */
  private readonly arrivals = signal(0);

  /** Changes the language as soon as its texts are there. */
  async speak(language: Language): Promise<void> {
    await this.fetch(language);
    this.transloco.setActiveLang(language);
    this.choice.remember(language);
  }

  /** Loads the texts of the language that is spoken first. */
  async load(): Promise<void> {
    const language = this.choice.language();
    await this.fetch(language);
    this.transloco.setActiveLang(language);
  }

  /** Loads the texts that only some pages need; to be awaited before one of them is shown. */
  async loadPart(part: TextPart): Promise<void> {
    this.parts.add(part);
    await this.fetch(this.choice.language());
  }

  /** The text of a key with its placeholders filled. */
  say<K extends ConsoleTextKey>(key: K, ...[params]: ParamsOf<K>): string {
    return this.transloco.translate(key, params, this.language());
  }

  /** Why a result is not `up`. */
  reason({ code, params }: Reason): string {
    return this.coded(`reasons.${code}`, params);
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

  /** A moment as whole as people may want it: with year, second and zone. */
  moment(instant: string): string {
    return dateFormat(this.language(), { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(instant));
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
    const paths = [language, ...[...this.parts].map((part) => `${part}/${language}`)];
    await firstValueFrom(forkJoin(paths.map((path) => this.transloco.load(path))));
    this.arrivals.update((arrivals) => arrivals + 1);
  }

  /** The text of a code, with its values formatted as their names ask. */
  private coded(key: string, params: Reason['params']): string {
    const language = this.language();
    const formatted = formatParams(language, params, (name) => this.measurement(name));
    return this.transloco.translate(key, formatted, language);
  }

  private known(key: string): string | undefined {
    this.arrivals();
    const text: unknown = this.transloco.getTranslation(this.language())[key];
    return typeof text === 'string' ? text : undefined;
  }
}
