import { inject, Injectable } from '@angular/core';
import type { FigureLimit, MeasurementName, ServiceKind } from '@envscope/contracts/index.js';
import { Configuration } from '../configuration/configuration';
import { type PlainKey, Words } from '../language/words';
import type { Tone } from '../ui/figures/figure';
import type { FigureEntry } from '../ui/figures/figure-list';

interface Unit {
  readonly write: (words: Words, value: number) => string;
  /** What stands behind the number, where the number does not say it. */
  readonly symbol?: PlainKey;
}

const number = (words: Words, value: number) => words.number(value);
const bytes = (words: Words, value: number) => words.bytes(value);

/** How numbers are written. */
const UNITS = {
  count: { write: number },
  ratio: { write: (words, value) => words.ratio(value) },
  bytes: { write: bytes },
  duration: { write: (words, value) => words.duration(value) },
  ms: { write: number, symbol: 'services.unit.milliseconds' },
  'per-second': { write: number, symbol: 'services.unit.perSecond' },
  'per-minute': { write: number, symbol: 'services.unit.perMinute' },
  'bytes-per-second': { write: bytes, symbol: 'services.unit.perSecond' },
} as const satisfies Record<string, Unit>;

/** One figure of a service's card or page, declared: what it is called, where its value is, and how that is written. */
export interface FigureOf<S> {
  readonly label: PlainKey;
  /** A number in the unit, a text as it stands, or nothing where it is not known. */
  readonly value: (snapshot: S, words: Words) => number | string | null | undefined;
  /** `count` unless it says otherwise. */
  readonly unit?: keyof typeof UNITS;
  /** Why there is no value; that it was not read unless it says otherwise. */
  readonly absent?: PlainKey | ((snapshot: S) => PlainKey);
  /** The manifest's name of the figure, where a value past the manifest's limit is marked. */
  readonly measurement?: MeasurementName;
  readonly isWarning?: (snapshot: S) => boolean;
  readonly note?: (snapshot: S) => PlainKey | null;
}

/** A share of something that is used, 0-1, and the amounts in words. */
export interface Used {
  readonly ratio: number;
  readonly text: string;
}

/** A share that is used, ready for a meter. */
export interface Use extends Used {
  readonly tone: Tone;
}

/** Makes words of declared figures, and marks those that are past the limit of their service's manifest. */
@Injectable({ providedIn: 'root' })
export class FigureWriter {
  private readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  /** Nothing where there is no snapshot. */
  write<S>(service: ServiceKind, figures: readonly FigureOf<S>[], snapshot: S | null): FigureEntry[] {
    if (snapshot === null) return [];
    return figures.map((figure) => {
      const value = figure.value(snapshot, this.words) ?? null;
      const { write, symbol } = unitOf(figure);
      const { absent = 'services.absent.figure', measurement } = figure;
      const passed =
        typeof value === 'number' && measurement !== undefined
          ? this.passed(service, measurement, value)
          : null;
      const marked = this.marked(passed, (limit) => write(this.words, limit));
      const note = figure.note?.(snapshot) ?? null;
      return {
        label: this.words.say(figure.label),
        value: typeof value === 'number' ? write(this.words, value) : value,
        unit: symbol && this.words.say(symbol),
        absent: this.words.say(typeof absent === 'function' ? absent(snapshot) : absent),
        tone: figure.isWarning?.(snapshot) ? 'warning' : marked.tone,
        note: marked.note ?? (note && this.words.say(note)),
      };
    });
  }

  /** The figures of a service that has no declared ones: all that a check measured, as the service's manifest says. */
  writeMeasured(
    service: ServiceKind,
    measurements: Readonly<Record<MeasurementName, number>>,
  ): FigureEntry[] {
    return Object.entries(measurements).map(([measurement, value]) => {
      const write = (figure: number) => this.words.measured(measurement, figure);
      const unit = this.configuration.figure(service, measurement)?.unit;
      return {
        label: this.words.measurement(measurement),
        value: write(value),
        unit: unit === 'per-second' || unit === 'per-minute' ? this.words.say(UNITS[unit].symbol) : undefined,
        absent: '',
        ...this.marked(this.passed(service, measurement, value), write),
      };
    });
  }

  /** How much of something is used, for a meter: marked past the manifest's limit, and when all of it is. */
  use(service: ServiceKind, measurement: MeasurementName, used: Used | null): Use | null {
    if (used === null) return null;
    if (used.ratio >= 1) return { ...used, tone: 'critical' };
    return { ...used, tone: this.passed(service, measurement, used.ratio) ? 'warning' : 'plain' };
  }

  /** Colour is not the only sign of a figure past its limit: a note says so. */
  private marked(
    passed: FigureLimit | null,
    write: (limit: number) => string,
  ): Pick<FigureEntry, 'tone' | 'note'> {
    if (passed === null) return { tone: 'plain', note: null };
    const limit = write(passed.threshold);
    return { tone: 'warning', note: this.words.say(`services.limit.${passed.condition}`, { limit }) };
  }

  /** The limit of the service's manifest that a value is past; null where it is not. */
  passed(service: ServiceKind, measurement: MeasurementName, value: number): FigureLimit | null {
    const limit = this.configuration.figure(service, measurement)?.limit;
    return limit && isPast(limit, value) ? limit : null;
  }
}

function unitOf({ unit = 'count' }: Pick<FigureOf<never>, 'unit'>): Unit {
  return UNITS[unit];
}

function isPast({ condition, threshold }: FigureLimit, value: number): boolean {
  switch (condition) {
    case 'greater_than':
      return value > threshold;
    case 'less_than':
      return value < threshold;
    case 'equals':
      return value === threshold;
  }
}
