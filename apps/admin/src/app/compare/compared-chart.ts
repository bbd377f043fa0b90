import { Component, computed, inject, input } from '@angular/core';
import type { EnvironmentId, Series } from '@envscope/contracts/index.js';
import { MarkList } from '../marks/mark-list';
import { wordsOfGroup } from '../marks/mark-words';
import { MarksSource } from '../marks/marks-source';
import { seriesInWords } from '../charts/series-words';
import { Configuration } from '../configuration/configuration';
import { Words } from '../language/words';
import { Chart } from '../ui/charts/chart';
import { groupMarks, type MarkGroup } from '../ui/charts/chart-marks';

/** How the figure went in one environment, on the scale that all of them share. */
@Component({
  selector: 'app-compared-chart',
  imports: [Chart, MarkList],
  template: `
    <h3><span class="swatch" aria-hidden="true" [style.--environment]="paint()"></span>{{ name() }}</h3>
    @if (content(); as content) {
      @if (series()?.points?.length) {
        <app-chart
          [content]="content"
          [label]="label()"
          [summary]="summary()"
          [absent]="words.say('shell.detail.none')"
          [moments]="moment"
          [height]="height"
          [marks]="groups()"
          [markWords]="markWords"
        />
      } @else {
        <p class="empty" [style.min-block-size.px]="height">{{ words.say('shell.detail.noHistory') }}</p>
      }
      <app-mark-list [name]="environment()" [of]="marks" [groups]="groups()" />
    } @else {
      <p class="empty" [style.min-block-size.px]="height">{{ words.say('charts.compare.unread') }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    h3 {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      margin-block-end: var(--space-2);
      font-size: var(--text-m);
    }
  `,
})
export class ComparedChart {
  readonly environment = input.required<EnvironmentId>();
  /** Null where it could not be read. */
  readonly series = input.required<Series | null>();
  /** The highest value of all environments. */
  readonly highest = input.required<number>();

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  protected readonly height = 200;
  protected readonly marks = inject(MarksSource).of(() => this.environment());

  protected readonly name = computed(() => this.configuration.nameOf(this.environment()));
  protected readonly paint = computed(() => this.configuration.paintOf(this.environment()));
  private readonly shown = computed(() => {
    const series = this.series();
    return series && seriesInWords(series, this.words);
  });
  protected readonly content = computed(() => {
    const shown = this.shown();
    return shown && { ...shown.content, highest: this.highest() };
  });
  protected readonly summary = computed(() => this.shown()?.summary ?? '');
  protected readonly label = computed(() => {
    const measurement = this.words.measurement(this.series()?.measurement ?? 'latencyMs');
    return this.words.say('charts.compare.chart', { measurement, environment: this.name() });
  });
  protected readonly groups = computed(() => {
    const content = this.content();
    return content ? groupMarks(this.marks.marks() ?? [], content.fromMs, content.toMs) : [];
  });

  protected readonly markWords = (group: MarkGroup): string => wordsOfGroup(group, this.words);
  protected readonly moment = (atMs: number): string => this.words.instant(new Date(atMs).toISOString());
}
