import { Component, type ElementRef, input, model, viewChild } from '@angular/core';

/** Narrows a list down by text; other filters are the content. Says how much of the list is shown. */
@Component({
  selector: 'app-search-bar',
  template: `
    <input
      #field
      type="search"
      [attr.aria-label]="label()"
      [placeholder]="label()"
      [value]="text()"
      (input)="text.set($any($event.target).value)"
    />
    <ng-content />
    <span class="minor" role="status">{{ count() }}</span>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-3);
    }
    input {
      flex: 0 1 18rem;
      min-inline-size: 8rem;
      block-size: 2rem;
      padding-inline: 0.625rem;
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-2);
      background: var(--surface);
      color: var(--ink);
      font: inherit;
      font-size: var(--text-s);
    }
    span {
      margin-inline-start: auto;
    }
  `,
})
export class SearchBar {
  readonly label = input.required<string>();
  readonly text = model.required<string>();
  /** How much is shown, in words. */
  readonly count = input.required<string>();

  private readonly field = viewChild.required<ElementRef<HTMLElement>>('field');

  /** Where the keyboard goes on when what was pressed is gone. */
  focus(): void {
    this.field().nativeElement.focus();
  }
}
