import { Component, inject, input, signal } from '@angular/core';
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
        outcome() === 'idle'
          ? label()
          : words.say(outcome() === 'copied' ? 'shell.card.copied' : 'shell.card.copyFailed')
      }}
    </button>
    <span class="visually-hidden" aria-live="polite">
      {{ outcome() === 'copied' ? words.say('shell.card.copied') : '' }}
    </span>
  `,
})
export class CopyButton {
  readonly text = input.required<string>();
  readonly label = input.required<string>();

  protected readonly words = inject(Words);
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
