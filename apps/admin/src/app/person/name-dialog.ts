import {
  afterNextRender,
  ApplicationRef,
  Component,
  createComponent,
  type ElementRef,
  type EnvironmentInjector,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { GivenName } from '@envscope/contracts/index.js';
import { Words } from '../language/words';
import { Button } from '../ui/buttons/button';

/** Asks a person for the name under which they act. */
@Component({
  selector: 'app-name-dialog',
  imports: [Button],
  template: `
    <dialog #dialog aria-labelledby="name-dialog-title" (close)="closed.emit(given)">
      <form novalidate (submit)="$event.preventDefault(); give(field.value)">
        <h2 id="name-dialog-title">{{ words.say('shell.person.question') }}</h2>
        <p class="minor" id="name-dialog-note">{{ words.say('shell.person.note') }}</p>
        <label for="name-dialog-name">{{ words.say('shell.word.yourName') }}</label>
        <input
          #field
          id="name-dialog-name"
          type="text"
          autocomplete="nickname"
          aria-describedby="name-dialog-note name-dialog-error"
          [attr.aria-invalid]="isRefused() || null"
          [value]="name()"
        />
        <p class="error" id="name-dialog-error" aria-live="polite">
          {{ isRefused() ? words.say('shell.person.refused') : '' }}
        </p>
        <div class="actions">
          <button appButton="primary" type="submit">{{ words.say('shell.person.save') }}</button>
          <button appButton type="button" (click)="dialog.close()">
            {{ words.say('shell.word.cancel') }}
          </button>
        </div>
      </form>
    </dialog>
  `,
  styles: `
    dialog {
      inline-size: min(24rem, calc(100vw - 2 * var(--space-4)));
      padding: var(--space-5);
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-3);
      background: var(--surface-raised);
      box-shadow: var(--shadow-2);
      color: var(--ink);
    }
    dialog::backdrop {
      background: rgb(10 14 20 / 45%);
    }
    form {
      display: grid;
      gap: var(--space-2);
    }
    h2 {
      font-size: var(--text-l);
    }
    label {
      margin-block-start: var(--space-2);
      font-size: var(--text-s);
      font-weight: 500;
    }
    input {
      min-block-size: 2.75rem;
      padding: 0.25rem 0.625rem;
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-2);
      background: var(--surface);
      color: var(--ink);
      /* Below this size phones zoom in to what is written into. */
      font: 1rem var(--font);
    }
    input[aria-invalid='true'] {
      border-color: var(--state-down);
    }
    .error {
      color: var(--state-down-ink);
      font-size: var(--text-s);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      margin-block-start: var(--space-2);
    }
  `,
})
export class NameDialog {
  /** Under which the person went before; empty where none is known. */
  readonly name = input.required<string>();
  /** With the name, or with null where none was given. */
  readonly closed = output<string | null>();

  protected readonly words = inject(Words);
  protected readonly isRefused = signal(false);
  protected given: string | null = null;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  constructor() {
    afterNextRender(() => {
      // The browser keeps the focus inside, and gives it back to where it was.
      this.dialog().nativeElement.showModal();
      this.field().nativeElement.select();
    });
  }

  protected give(text: string): void {
    const { data } = GivenName.safeParse(text);
    this.isRefused.set(data === undefined);
    if (data === undefined) {
      this.field().nativeElement.focus();
      return;
    }
    this.given = data;
    this.dialog().nativeElement.close();
  }
}

/** Shows the question over the page. Resolves with the name, or with null where a person would not say. */
export function askForName(injector: EnvironmentInjector, name: string): Promise<string | null> {
  const application = injector.get(ApplicationRef);
  const dialog = createComponent(NameDialog, { environmentInjector: injector });
  dialog.setInput('name', name);
  application.attachView(dialog.hostView);
  document.body.append(dialog.location.nativeElement as HTMLElement);
  return new Promise((resolve) => {
    dialog.instance.closed.subscribe((given) => {
      dialog.destroy();
      resolve(given);
    });
  });
}
