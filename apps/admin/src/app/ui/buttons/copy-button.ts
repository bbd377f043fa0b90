import { Component, computed, inject, input, signal } from '@angular/core';
import { Words } from '../../language/words';
import { Icon } from '../badges/icon';
import { Button } from './button';

const SHOWN_MS = 2_000;

/** Copies a text and says that it did. */
@Component({
  selector: 'app-copy-button',
  imports: [Icon, Button],
  template: `
    <button appButton type="button" (click)="copy()">
      <app-icon [name]="outcome() === 'copied' ? 'check' : 'copy'" />
      {{
        outcome() === 'idle' ? label() : outcome() === 'copied' ? said() : words.say('shell.card.copyFailed')
      }}
    </button>
    <span class="visually-hidden" aria-live="polite">
      {{ outcome() === 'copied' ? said() : '' }}
    </span>
  `,
})
export class CopyButton {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  /** What is said once it is copied, where that is more than "Copied". */
  readonly done = input<string>();

  protected readonly words = inject(Words);
  protected readonly said = computed(() => this.done() ?? this.words.say('shell.card.copied'));
  protected readonly outcome = signal<'idle' | 'copied' | 'failed'>('idle');

  protected async copy(): Promise<void> {
    // The clipboard is missing where the page came over plain HTTP from another host.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    const isCopied = await clipboard?.writeText(this.text()).then(
      () => true,
      () => false,
    );
    this.outcome.set(isCopied ? 'copied' : 'failed');
    setTimeout(() => this.outcome.set('idle'), SHOWN_MS);
  }
}
