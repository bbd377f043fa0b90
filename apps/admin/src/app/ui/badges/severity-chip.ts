import { Component, computed, inject, input } from '@angular/core';
import { Severity } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';

/** A severity as a word and as filled steps, so that colour is not the only sign. */
@Component({
  selector: 'app-severity-chip',
  template: `
    <svg viewBox="0 0 16 12" aria-hidden="true" focusable="false">
      @for (step of steps(); track step.x) {
        <rect
          width="3"
          rx="0.75"
          [class.filled]="step.isFilled"
          [attr.x]="step.x"
          [attr.y]="12 - step.height"
          [attr.height]="step.height"
        />
      }
    </svg>
    <span>{{ words.say(key()) }}</span>
  `,
  host: { '[attr.data-severity]': 'severity()' },
  styles: `
    :host {
      --tone: var(--ink-muted);
      display: inline-flex;
      align-items: center;
      gap: 0.4em;
      color: var(--tone);
      font-size: var(--text-s);
      font-weight: 500;
      white-space: nowrap;
    }
    :host([data-severity='critical']) {
      --tone: var(--state-down-ink);
      font-weight: 700;
    }
    :host([data-severity='high']) {
      --tone: var(--state-degraded-ink);
      font-weight: 600;
    }
    svg {
      flex: none;
      inline-size: 1rem;
      block-size: 0.75rem;
      fill: var(--line-strong);
    }
    .filled {
      fill: var(--tone);
    }
  `,
})
export class SeverityChip {
  readonly severity = input.required<Severity>();

  protected readonly words = inject(Words);

  protected readonly key = computed(() => `alerts.severity.${this.severity()}` as const);
  protected readonly steps = computed(() => {
    const rank = Severity.options.indexOf(this.severity());
    return Severity.options.map((_, index) => ({
      x: index * 4.25,
      height: 3 * (index + 1),
      isFilled: index <= rank,
    }));
  });
}
