import { Component, computed, input, linkedSignal, model, output, untracked } from '@angular/core';
import { type FormValueControl, transformedValue } from '@angular/forms/signals';
import { type AmountUnit, fittingUnit, toAmount, toValue } from './amount';
import { FieldControl } from './field';

/** A number in a unit that the writer chooses; its value is in the amount's own unit. Null where nothing is written. */
@Component({
  selector: 'app-amount-field',
  imports: [FieldControl],
  template: `
    <input
      appFieldControl
      class="amount"
      type="text"
      inputmode="decimal"
      autocomplete="off"
      [disabled]="disabled()"
      [value]="written()"
      (input)="written.set($any($event.target).value)"
      (blur)="touch.emit()"
    />
    @if (units().length > 1) {
      <select
        class="unit"
        [attr.aria-label]="unitLabel()"
        [disabled]="disabled()"
        (change)="choose($any($event.target).value)"
      >
        @for (choice of units(); track choice.symbol) {
          <option [value]="choice.symbol" [selected]="choice === unit()">{{ choice.symbol }}</option>
        }
      </select>
    } @else if (unit()?.symbol; as symbol) {
      <span class="unit muted">{{ symbol }}</span>
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: var(--space-2);
    }
    input.amount {
      inline-size: 7rem;
    }
    select {
      min-block-size: 2.25rem;
      padding-inline: 0.5rem;
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-2);
      background: var(--surface);
      color: var(--ink);
      font: inherit;
    }
    @media (pointer: coarse) {
      select {
        min-block-size: 2.75rem;
        font-size: 1rem;
      }
    }
  `,
})
export class AmountField implements FormValueControl<number | null> {
  readonly value = model.required<number | null>();
  readonly disabled = input(false);
  /** From small to large. */
  readonly units = input.required<readonly AmountUnit[]>();
  readonly unitLabel = input('');
  /** The amount's own unit is never a fraction. */
  readonly isWhole = input(false);
  readonly touch = output();

  protected readonly unit = linkedSignal<readonly AmountUnit[], AmountUnit | undefined>({
    source: this.units,
    computation: (units) => fittingUnit(untracked(this.value), units),
  });

  protected readonly written = transformedValue<number | null, string>(this.value, {
    parse: (text) => this.read(text),
    format: (value) => this.write(value),
  });

  private readonly scale = computed(() => this.unit() ?? { symbol: '', factor: 1, places: 0 });

  /** The number stays as it was written: who corrects the unit meant so many of the other one. */
  protected choose(symbol: string): void {
    const text = this.written();
    this.unit.set(this.units().find((unit) => unit.symbol === symbol));
    this.written.set(text);
  }

  private read(text: string) {
    const amount = text.trim() === '' ? null : Number(text.trim().replace(',', '.'));
    if (amount === null) return { value: null };
    if (!Number.isFinite(amount)) return { error: { kind: 'not-a-number' } };
    const value = toValue(amount, this.scale());
    return { value: this.isWhole() ? Math.round(value) : value };
  }

  private write(value: number | null): string {
    return value === null ? '' : String(toAmount(value, this.scale()));
  }
}
