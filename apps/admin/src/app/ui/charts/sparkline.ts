import { Component, computed, input } from '@angular/core';

/** Height of the drawing in its own units; the width is one unit per step. */
const HEIGHT = 24;

/** Room for the stroke at the top and the bottom. */
const MARGIN = 2;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Stretches of neighbouring values that are all there (`isPresent`) or all missing. */
function stretches(values: readonly (number | null)[], isPresent: boolean): Stretch[] {
  const found: Stretch[] = [];
  let start: number | null = null;
  for (let index = 0; index <= values.length; index++) {
    const belongs = index < values.length && (values[index] !== null) === isPresent;
    if (belongs) start ??= index;
    else if (start !== null) {
      found.push({ from: start, to: index - 1 });
      start = null;
    }
  }
  return found;
}

/** A small line over time. Where nothing was measured it breaks, and a dashed base line shows the gap. */
@Component({
  selector: 'app-sparkline',
  template: `
    <svg
      role="img"
      preserveAspectRatio="none"
      [attr.viewBox]="'0 0 ' + width() + ' ' + height"
      [attr.aria-label]="label()"
    >
      @for (gap of gaps(); track gap) {
        <path class="gap" [attr.d]="gap" />
      }
      @for (area of areas(); track area) {
        <path class="area" [attr.d]="area" />
      }
      @for (line of lines(); track line) {
        <path class="line" [attr.d]="line" />
      }
    </svg>
  `,
  styles: `
    :host {
      display: block;
      block-size: 2rem;
    }
    svg {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      overflow: visible;
    }
    path {
      fill: none;
      vector-effect: non-scaling-stroke;
    }
    .line {
      stroke: var(--spark, var(--accent));
      stroke-width: 1.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .area {
      fill: var(--spark, var(--accent));
      opacity: 0.12;
    }
    .gap {
      stroke: var(--line-strong);
      stroke-width: 1;
      stroke-dasharray: 2 3;
    }
  `,
})
export class Sparkline {
  /** One value per step, oldest first; null where nothing was measured. */
  readonly values = input.required<readonly (number | null)[]>();
  /** What a screen reader says instead of the drawing. */
  readonly label = input.required<string>();

  protected readonly height = HEIGHT;
  protected readonly width = computed(() => Math.max(this.values().length - 1, 1));

  private readonly present = computed(() => stretches(this.values(), true));

  protected readonly lines = computed(() =>
    this.present().map(({ from, to }) => {
      const points = this.points(from, to);
      // A value alone between two gaps has no length: a short stroke makes it visible.
      return from === to ? `M${points}h0.001` : `M${points}`;
    }),
  );

  protected readonly areas = computed(() =>
    this.present()
      .filter(({ from, to }) => from !== to)
      .map(({ from, to }) => `M${from},${HEIGHT}L${this.points(from, to)}L${to},${HEIGHT}Z`),
  );

  protected readonly gaps = computed(() =>
    stretches(this.values(), false).map(
      ({ from, to }) => `M${Math.max(from - 1, 0)},${HEIGHT - 1}H${Math.min(to + 1, this.width())}`,
    ),
  );

  private readonly scale = computed(() => {
    const known = this.values().filter((value) => value !== null);
    const low = Math.min(...known);
    const span = Math.max(...known) - low;
    const room = HEIGHT - 2 * MARGIN;
    // A steady value runs through the middle; a span of nothing has no top.
    return (value: number) => HEIGHT - MARGIN - (span === 0 ? room / 2 : ((value - low) / span) * room);
  });

  private points(from: number, to: number): string {
    const y = this.scale();
    return this.values()
      .slice(from, to + 1)
      .map((value, offset) => `${from + offset},${value === null ? HEIGHT : y(value).toFixed(2)}`)
      .join(' ');
  }
}
