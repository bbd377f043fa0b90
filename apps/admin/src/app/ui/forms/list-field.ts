import { Component, input, model, output } from '@angular/core';
import { type FormValueControl, transformedValue } from '@angular/forms/signals';
import { FieldControl } from './field';

/** A few short words, written with commas between them. */
@Component({
  selector: 'app-list-field',
  imports: [FieldControl],
  template: `
    <input
      appFieldControl
      type="text"
      autocomplete="off"
      [disabled]="disabled()"
      [value]="written()"
      (input)="written.set($any($event.target).value)"
      (blur)="touch.emit()"
    />
  `,
  styles: `
    :host {
      inline-size: 100%;
    }
  `,
})
export class ListField implements FormValueControl<readonly string[]> {
  readonly value = model.required<readonly string[]>();
  readonly disabled = input(false);
  readonly touch = output();

  protected readonly written = transformedValue<readonly string[], string>(this.value, {
    parse: (text) => ({ value: wordsIn(text) }),
    format: (words) => words.join(', '),
  });
}

function wordsIn(text: string): string[] {
  const words = text.split(',').map((word) => word.trim());
  return [...new Set(words)].filter((word) => word !== '');
}
