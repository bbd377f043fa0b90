import { inject, Injectable } from '@angular/core';
import type { FigureLimit, MeasurementName, ServiceKind } from '@envscope/contracts/index.js';
import { Configuration } from '../configuration/configuration';
import { type PlainKey, Words } from '../language/words';
import { type FigureOf, symbolOf, UNITS, whyAbsent, writeIn } from '../ui/figures/figure-of';
import type { FigureEntry } from '../ui/figures/figure-list';
import type { Use } from '../ui/figures/meter';

/** One figure of a service's card or page, declared: also where it calls for attention. */
export interface ServiceFigure<S> extends FigureOf<S> {
  /** The manifest's name of the figure, where a value past the manifest's limit is marked. */
  readonly measurement?: MeasurementName;
  readonly isWarning?: (snapshot: S) => boolean;
  readonly note?: (snapshot: S) => PlainKey | null;
}

/** A share of something that is used, declared. */
export interface ServiceUse<S> extends Pick<FigureOf<S>, 'label' | 'absent'> {
  readonly measurement: MeasurementName;
  /** The share, 0-1, and the amounts in words; null where it is not known. */
  readonly used: (snapshot: S, words: Words) => Pick<Use, 'ratio' | 'text'> | null;
}

/** Makes words of declared figures, and marks those that are past the limit of their service's manifest. */
@Injectable({ providedIn: 'root' })
export class FigureWriter {
  private readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  /** Figures of a snapshot in words. */
  write<S>(service: ServiceKind, figures: readonly ServiceFigure<S>[], snapshot: S): FigureEntry[] {
    return figures.map((figure) => {
      const value = figure.value(snapshot, this.words) ?? null;
      const { measurement } = figure;
      const passed =
        typeof value === 'number' && measurement !== undefined
          ? this.passed(service, measurement, value)
          : null;
      const marked = this.marked(passed, (limit) => writeIn(figure, limit, this.words));
      const note = figure.note?.(snapshot) ?? null;
      return {
        label: this.words.say(figure.label),
        value: typeof value === 'number' ? writeIn(figure, value, this.words) : value,
        unit: symbolOf(figure, this.words),
        absent: whyAbsent(figure, snapshot, this.words),
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
  use<S>(service: ServiceKind, { label, measurement, used }: ServiceUse<S>, snapshot: S): Use | null {
    const use = used(snapshot, this.words);
    if (use === null) return null;
    const isPastLimit = this.passed(service, measurement, use.ratio) !== null;
    const tone = use.ratio >= 1 ? 'critical' : isPastLimit ? 'warning' : 'plain';
    return { ...use, tone, label: this.words.say(label) };
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
