import {
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  InjectionToken,
  input,
  linkedSignal,
  resource,
  untracked,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import type uPlot from 'uplot';
import type { MarkGroup } from './chart-marks';
import { CHART_INKS, type ChartContent, type ChartInk, plotData, plotOptions } from './chart-plot';

/** Fetches the plot library when the first chart is shown; null where nothing can be drawn. */
export const PLOT_LIBRARY = new InjectionToken<() => Promise<{ readonly default: typeof uPlot } | null>>(
  'PLOT_LIBRARY',
  { providedIn: 'root', factory: () => () => import('uplot') },
);

/**
 * Lines over time. The plot library is loaded when the first chart is shown. The arrow keys walk through the moments
 * and a screen reader hears each; the summary says the whole in a sentence.
 */
@Component({
  selector: 'app-chart',
  template: `
    <div class="legend">
      @for (line of content().lines; track line.label) {
        <span class="entry">
          <span class="swatch" [class]="line.ink" aria-hidden="true"></span>
          <span class="name">{{ line.label }}</span>
          <span class="value">{{ readouts()[$index] }}</span>
        </span>
      }
      @for (state of states(); track state.label) {
        <span class="entry">
          <span class="swatch block" [class]="state.ink" aria-hidden="true"></span>
          <span class="name">{{ state.label }}</span>
        </span>
      }
      <span class="moment">{{ moment() }}</span>
    </div>
    <p class="visually-hidden">{{ summary() }}</p>
    <div
      #frame
      class="frame"
      role="slider"
      tabindex="0"
      aria-valuemin="0"
      [attr.aria-label]="label()"
      [attr.aria-valuemax]="last()"
      [attr.aria-valuenow]="position() ?? last()"
      [attr.aria-valuetext]="spoken()"
      [style.block-size.px]="height()"
      (keydown)="walk($event)"
      (blur)="point(null)"
    ></div>
    <!-- The theme's colours as the browser resolves them: a canvas cannot read custom properties. -->
    <div #inks class="inks" aria-hidden="true">
      @for (ink of allInks; track ink) {
        <i [class]="ink" [attr.data-ink]="ink"></i>
      }
    </div>
  `,
  // The plot library draws elements of its own, which styles of one component alone would not reach.
  encapsulation: ViewEncapsulation.None,
  styles: `
    @import 'uplot/dist/uPlot.min.css';
    app-chart {
      display: block;
      container-type: inline-size;
      min-inline-size: 0;

      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
        min-block-size: 1.6em;
        margin-block-end: var(--space-1);
        font-size: var(--text-xs);
      }
      .entry {
        display: inline-flex;
        align-items: center;
        gap: var(--space-1);
      }
      .swatch {
        inline-size: 0.875rem;
        block-size: 0;
        border-block-start: 2px solid currentColor;
      }
      .block {
        block-size: 0.625rem;
        border: 1px solid currentColor;
        background: color-mix(in srgb, currentColor 20%, transparent);
      }
      .name,
      .moment {
        color: var(--ink-muted);
      }
      .value {
        min-inline-size: 3ch;
        font-weight: 600;
      }
      .value,
      .moment {
        font-variant-numeric: tabular-nums;
      }
      /* As wide as there is room, whatever it says: a longer text is cut and moves nothing. */
      .moment {
        flex: 1 1 12rem;
        overflow: hidden;
        text-align: end;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .frame {
        position: relative;
        overflow: hidden;
        border-radius: var(--radius-1);
        direction: ltr;
      }
      .inks {
        display: none;
      }
      .first {
        color: var(--accent);
      }
      .second {
        color: var(--chart-second);
      }
      .third {
        color: var(--chart-third);
      }
      .down {
        color: var(--state-down);
      }
      .degraded {
        color: var(--state-degraded);
      }
      .unknown {
        color: var(--state-unknown);
      }
      .mark {
        color: var(--ink);
      }
      .grid {
        color: var(--line);
      }
      .axis {
        color: var(--ink-muted);
      }
    }

    /* Where a moment would wrap it has its own line from the start, so that the drawing does not jump under a finger. */
    @container (max-width: 32rem) {
      app-chart .moment {
        flex-basis: 100%;
        min-block-size: 1.5em;
      }
    }
  `,
})
export class Chart {
  readonly content = input.required<ChartContent>();
  /** The accessible name. */
  readonly label = input.required<string>();
  /** What the drawing shows, in a sentence for who cannot see it. */
  readonly summary = input.required<string>();
  /** What is said where a line has no value. */
  readonly absent = input.required<string>();
  /** Words of one moment. */
  readonly moments = input.required<(atMs: number) => string>();
  /** What is marked in it, and the words for each group. */
  readonly marks = input<readonly MarkGroup[]>([]);
  readonly markWords = input<(group: MarkGroup) => string>(() => '');
  /** Height of the drawing in CSS pixels. */
  readonly height = input(220);

  private readonly destroyRef = inject(DestroyRef);
  private readonly frame = viewChild.required<ElementRef<HTMLElement>>('frame');
  private readonly inks = viewChild.required<ElementRef<HTMLElement>>('inks');
  private plot: uPlot | null = null;

  private readonly library = resource({ loader: inject(PLOT_LIBRARY) });

  protected readonly allInks = CHART_INKS;
  protected readonly last = computed(() => Math.max(this.content().moments.length - 1, 0));
  protected readonly position = linkedSignal<ChartContent, number | null>({
    source: this.content,
    // A live refresh leaves the reader at the moment that was being read, as long as it is still shown.
    computation: ({ moments }, before) => {
      const read = before?.value == null ? undefined : before.source.moments[before.value];
      const index = read === undefined ? -1 : moments.indexOf(read);
      return index < 0 ? null : index;
    },
  });
  protected readonly states = computed(() => [
    ...new Map(this.content().spans.map((span) => [span.label, span])).values(),
  ]);
  protected readonly readouts = computed(() => {
    const position = this.position();
    return this.content().lines.map(({ values }) => {
      if (position === null) return '';
      const value = values[position] ?? null;
      return value === null ? this.absent() : this.content().value(value);
    });
  });
  protected readonly moment = computed(() => {
    const at = this.content().moments[this.position() ?? -1];
    if (at === undefined) return '';
    return [this.moments()(at), ...this.marked().map((group) => this.markWords()(group))].join(' · ');
  });
  /** What is marked between the moment that is read and the next one. */
  private readonly marked = computed(() => {
    const { moments, fromMs, toMs } = this.content();
    const position = this.position() ?? -1;
    const begin = position === 0 ? fromMs : (moments[position] ?? toMs);
    const end = moments[position + 1] ?? toMs;
    return this.marks().filter(({ atMs }) => atMs >= begin && atMs < end);
  });
  protected readonly spoken = computed(() => {
    const at = this.position();
    if (at === null) return this.summary();
    const values = this.content().lines.map((line, index) => `${line.label} ${this.readouts()[index]}`);
    return [this.moment(), ...values].join(', ');
  });

  constructor() {
    effect(() => this.draw());
    effect(() => {
      this.marks();
      this.plot?.redraw(false);
    });
    this.redrawOnThemeChange();
    this.fitToFrame();
  }

  protected point(index: number | null): void {
    const at = index === null ? undefined : this.content().moments[index];
    this.position.set(at === undefined ? null : index);
    const left = at === undefined ? -1 : (this.plot?.valToPos(at, 'x') ?? -1);
    this.plot?.setCursor({ left, top: at === undefined ? -1 : 0 }, false);
  }

  protected walk(event: KeyboardEvent): void {
    const last = this.last();
    const here = this.position() ?? last;
    const leap = Math.max(Math.round(last / 10), 1);
    const targets: Partial<Record<string, number | null>> = {
      ArrowLeft: here - 1,
      ArrowRight: this.position() === null ? last : here + 1,
      PageDown: here - leap,
      PageUp: here + leap,
      Home: 0,
      End: last,
      Escape: null,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.point(target === null ? null : Math.min(Math.max(target, 0), last));
  }

  private draw(): void {
    const library = this.library.hasValue() ? this.library.value() : null;
    if (library === null) return;
    const frame = this.frame().nativeElement;
    const content = this.content();
    const style = getComputedStyle(frame);
    this.plot?.destroy();
    this.plot = new library.default(
      plotOptions(content, {
        width: frame.clientWidth,
        height: this.height(),
        font: `11px ${style.fontFamily}`,
        colorOf: (ink) => this.colorOf(ink),
        onPoint: (index) => this.position.set(index),
        marks: () => untracked(this.marks),
      }),
      plotData(content),
      frame,
    );
  }

  private colorOf(ink: ChartInk): string {
    const swatch = this.inks().nativeElement.querySelector(`[data-ink=${ink}]`);
    return swatch === null ? '#888888' : getComputedStyle(swatch).color;
  }

  private redrawOnThemeChange(): void {
    const observer = new MutationObserver(() => this.plot?.redraw(false));
    observer.observe(document.documentElement, { attributes: true });
    this.destroyRef.onDestroy(() => {
      observer.disconnect();
      this.plot?.destroy();
    });
  }

  private fitToFrame(): void {
    const observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width > 0 && width !== this.plot?.width) this.plot?.setSize({ width, height: this.height() });
    });
    effect((onCleanup) => {
      const frame = this.frame().nativeElement;
      observer.observe(frame);
      onCleanup(() => observer.disconnect());
    });
  }
}
