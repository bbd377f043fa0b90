import {
  Component,
  ElementRef,
  inject,
  Injector,
  afterNextRender,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Button } from './button';

/** A button for what cannot be undone: it asks before it is done. */
@Component({
  selector: 'app-confirm-button',
  imports: [Button],
  template: `
    @if (isAsking()) {
      <span role="group" [attr.aria-label]="question()" (keydown.escape)="keep()">
        <span class="question">{{ question() }}</span>
        <button #first appButton type="button" class="final" [isBusy]="isBusy()" (click)="confirm()">
          {{ action() }}
        </button>
        <button appButton type="button" (click)="keep()">{{ refusal() }}</button>
      </span>
    } @else {
      <button #first appButton type="button" [isBusy]="isBusy()" (click)="ask()">{{ label() }}</button>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
    }
    [role='group'] {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
    }
    .question {
      font-size: var(--text-s);
    }
    .final {
      border-color: var(--state-down);
      color: var(--state-down-ink);
    }
  `,
})
export class ConfirmButton {
  readonly label = input.required<string>();
  readonly question = input.required<string>();
  /** What is done, as the button says that does it. */
  readonly action = input.required<string>();
  readonly refusal = input.required<string>();
  readonly isBusy = input(false);
  readonly confirmed = output();

  private readonly injector = inject(Injector);
  private readonly first = viewChild<unknown, ElementRef<HTMLElement>>('first', { read: ElementRef });

  protected readonly isAsking = signal(false);

  protected ask(): void {
    this.show(true);
  }

  protected keep(): void {
    this.show(false);
  }

  protected confirm(): void {
    this.show(false);
    this.confirmed.emit();
  }

  /** The button that had the focus is gone; it goes on in the one that took its place. */
  private show(isAsking: boolean): void {
    this.isAsking.set(isAsking);
    afterNextRender(() => this.first()?.nativeElement.focus(), { injector: this.injector });
  }
}
