import { afterNextRender, Component, type ElementRef, inject, input, output, viewChild } from '@angular/core';
import { Words } from '../language/words';
import { Button } from '../ui/buttons/button';
import { CopyButton } from '../ui/buttons/copy-button';
import { Notice } from '../ui/layout/notice';

/** Something secret that is shown this once: a link for a person, a key for a program. */
@Component({
  selector: 'app-shown-once',
  imports: [Button, CopyButton, Notice],
  template: `
    <app-notice tone="good">
      <h2 #title tabindex="-1">{{ heading() }}</h2>
      <p>{{ note() }}</p>
      @if (secret(); as secret) {
        <p class="secret">
          <code>{{ secret }}</code>
          <app-copy-button [text]="secret" [label]="words.say('access.copy')" />
        </p>
      }
      <ng-content />
      <button class="end" appButton type="button" (click)="closed.emit()">
        {{ words.say('access.close') }}
      </button>
    </app-notice>
  `,
  styles: `
    h2 {
      font-size: var(--text-m);
      outline-offset: 2px;
    }
    .secret {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
    }
    .secret,
    .end {
      margin-block-start: var(--space-2);
    }
    code {
      padding: var(--space-1) var(--space-2);
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-1);
      background: var(--surface);
      overflow-wrap: anywhere;
      user-select: all;
    }
  `,
})
export class ShownOnce {
  readonly heading = input.required<string>();
  readonly note = input.required<string>();
  /** Null where there is nothing to hand over. */
  readonly secret = input.required<string | null>();
  readonly closed = output();

  protected readonly words = inject(Words);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');

  constructor() {
    // What was pressed is gone, and this must not be missed.
    afterNextRender(() => this.title().nativeElement.focus());
  }
}
