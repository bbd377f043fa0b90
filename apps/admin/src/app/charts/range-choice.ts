import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { Words } from '../language/words';
import { Clock } from '../live/clock';
import { Button } from '../ui/buttons/button';
import { Choice } from '../ui/forms/choice';
import { nextId } from '../ui/forms/next-id';
import { toLocal } from '../ui/forms/local-moment';
import { boundsOf, faultOf, KEPT_MS, RANGE_NAMES, type RangeFault, type TimeRange } from './time-range';

const OWN = 'own';

/** Chooses the time that charts show: the last hours, or from a moment to another in the reader's own time. */
@Component({
  selector: 'app-range-choice',
  imports: [Button, Choice],
  template: `
    <app-choice
      [label]="words.say('shell.detail.range')"
      [options]="options()"
      [chosen]="chosen()"
      (chosenChange)="choose($event)"
    />
    @if (chosen() === own) {
      <form (submit)="show($event)">
        @for (end of ends; track end.label) {
          <label>
            {{ words.say(end.label) }}
            <input
              type="datetime-local"
              required
              [min]="earliest()"
              [max]="latest()"
              [value]="end.moment()"
              [attr.aria-invalid]="fault() !== null || null"
              [attr.aria-describedby]="noteId"
              (input)="end.moment.set($any($event.target).value)"
            />
          </label>
        }
        <button appButton type="submit">{{ words.say('charts.range.show') }}</button>
        <p aria-live="polite" [id]="noteId" [class.wrong]="fault()">{{ note() }}</p>
      </form>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: start;
      gap: var(--space-2) var(--space-3);
    }
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
    }
    label {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--space-2);
      color: var(--ink-muted);
      font-size: var(--text-xs);
    }
    input {
      min-block-size: 2rem;
      max-inline-size: 100%;
      padding-inline: 0.5rem;
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-2);
      background: var(--surface);
      color: var(--ink);
      font: inherit;
      font-size: var(--text-s);
    }
    input[aria-invalid='true'] {
      border-color: var(--state-down);
    }
    p {
      flex-basis: 100%;
      color: var(--ink-muted);
      font-size: var(--text-xs);
    }
    .wrong {
      color: var(--state-down-ink);
    }
    @media (pointer: coarse) {
      input {
        min-block-size: 2.5rem;
        /* Below this size phones zoom in to what is written into. */
        font-size: 1rem;
      }
    }
  `,
})
export class RangeChoice {
  readonly range = input.required<TimeRange>();
  readonly rangeChange = output<TimeRange>();

  protected readonly words = inject(Words);
  private readonly clock = inject(Clock);

  protected readonly own = OWN;
  protected readonly noteId = nextId('range-note');

  /** An own time is asked for before it is chosen. */
  protected readonly chosen = linkedSignal<string>(() => {
    const range = this.range();
    return range.kind === 'last' ? range.name : OWN;
  });
  private readonly bounds = computed(() => boundsOf(this.range(), this.clock.read()));
  private readonly from = linkedSignal(() => toLocal(this.bounds().fromMs));
  private readonly to = linkedSignal(() => toLocal(this.bounds().toMs));
  protected readonly ends = [
    { label: 'charts.range.from', moment: this.from },
    { label: 'charts.range.to', moment: this.to },
  ] as const;
  protected readonly fault = signal<RangeFault | null>(null);

  protected readonly earliest = computed(() => (this.range(), toLocal(this.clock.read() - KEPT_MS)));
  protected readonly latest = computed(() => (this.range(), toLocal(this.clock.read())));

  protected readonly options = computed(() => [
    ...RANGE_NAMES.map((name) => {
      const count = parseInt(name);
      return {
        value: name,
        text: this.words.say(name.endsWith('d') ? 'shell.detail.days' : 'shell.detail.hours', { count }),
      };
    }),
    { value: OWN, text: this.words.say('charts.range.own') },
  ]);
  protected readonly note = computed(() => {
    const fault = this.fault();
    if (fault !== null) return this.words.say(`charts.range.${fault}`);
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    return this.words.say('charts.range.note', { zone: timeZone });
  });

  protected choose(value: string): void {
    this.chosen.set(value);
    this.fault.set(null);
    const name = RANGE_NAMES.find((one) => one === value);
    if (name) this.rangeChange.emit({ kind: 'last', name });
  }

  protected show(event: Event): void {
    event.preventDefault();
    const [fromMs, toMs] = [Date.parse(this.from()), Date.parse(this.to())];
    this.fault.set(faultOf(fromMs, toMs));
    if (this.fault() === null) this.rangeChange.emit({ kind: 'fixed', fromMs, toMs });
  }
}
