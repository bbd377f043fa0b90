import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { Words } from '../../language/words';
import { Button } from '../../ui/buttons/button';
import { CopyButton } from '../../ui/buttons/copy-button';

/** Recovery codes, shown this once. */
@Component({
  selector: 'app-recovery-code-list',
  imports: [Button, CopyButton],
  template: `
    <h3 #heading tabindex="-1">{{ words.say('access.account.codes') }}</h3>
    <p class="hint">{{ words.say('access.account.codesNote') }}</p>
    <ul>
      @for (code of codes(); track code) {
        <li>
          <code>{{ code }}</code>
        </li>
      }
    </ul>
    <div class="actions">
      <app-copy-button [text]="text()" [label]="words.say('access.account.copyCodes')" />
      <button appButton="primary" type="button" (click)="closed.emit()">
        {{ words.say('access.close') }}
      </button>
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr));
      gap: var(--space-1) var(--space-4);
      padding: var(--space-3);
      border-radius: var(--radius-2);
      background: var(--surface-sunken);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
  `,
})
export class RecoveryCodeList {
  readonly codes = input.required<readonly string[]>();
  readonly closed = output();

  protected readonly words = inject(Words);
  protected readonly text = computed(() => this.codes().join('\n'));
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  constructor() {
    afterNextRender(() => this.heading().nativeElement.focus());
  }
}
