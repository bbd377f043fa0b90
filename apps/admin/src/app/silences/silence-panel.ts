import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  model,
  output,
  signal,
} from '@angular/core';
import { muteFaultOf } from '@envscope/contracts/index.js';
import { Words } from '../language/words';
import { Clock } from '../live/clock';
import { Button } from '../ui/buttons/button';
import { toLocal } from '../ui/forms/local-moment';
import { Failure } from '../ui/layout/failure';
import { SILENCE_LENGTHS, silenceEndMs } from './silence-ends';

const OWN_MS = 2 * 3_600_000;

/** Asks for how long something is to be silenced, over the page and beside what opened it: a sheet below on a phone. */
@Component({
  selector: 'app-silence-panel',
  imports: [Button, Failure],
  template: `
    <h2>{{ heading() }}</h2>
    <label>
      {{ words.say('shell.silence.reason') }}
      <input
        #why
        type="text"
        autocomplete="off"
        maxlength="500"
        [value]="reason()"
        (input)="reason.set(why.value)"
      />
    </label>
    <div class="lengths" role="group" [attr.aria-label]="words.say('shell.silence.howLong')">
      @for (choice of choices(); track choice.length) {
        <button appButton type="button" [isBusy]="isBusy()" (click)="wish(choice.endMs)">
          {{ choice.text }}
        </button>
      }
      <button appButton type="button" [attr.aria-expanded]="isOwn()" (click)="isOwn.set(!isOwn())">
        {{ words.say('shell.silence.own') }}
      </button>
    </div>
    @if (isOwn()) {
      <form novalidate (submit)="$event.preventDefault(); wish(timeOf(end.value))">
        <label>
          {{ words.say('shell.silence.endsAt') }}
          <input
            #end
            type="datetime-local"
            aria-describedby="silence-fault"
            [attr.aria-invalid]="isRefused() || null"
            [value]="suggested"
          />
        </label>
        <button appButton="primary" type="submit" [isBusy]="isBusy()">
          {{ words.say('shell.silence.act') }}
        </button>
        <p class="error" id="silence-fault" aria-live="polite">
          {{ isRefused() ? words.say('shell.silence.refused') : '' }}
        </p>
      </form>
    }
    <p class="small" role="status">{{ words.say(isBusy() ? 'shell.silence.busy' : 'shell.silence.note') }}</p>
    <app-failure [text]="failure()" />
    <button appButton class="cancel" type="button" (click)="hide()">
      {{ words.say('shell.word.cancel') }}
    </button>
  `,
  styles: `
    :host {
      inline-size: min(22rem, calc(100vw - 2 * var(--space-3)));
      max-block-size: calc(100dvb - 2 * var(--space-3));
      padding: var(--space-4);
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-3);
      background: var(--surface-raised);
      box-shadow: var(--shadow-2);
      color: var(--ink);
      font-size: var(--text-m);
      text-align: start;
      white-space: normal;
      overflow: auto;
    }
    :host(:popover-open) {
      display: grid;
      gap: var(--space-3);
    }
    /* Where it cannot be put beside what opened it, the browser puts it in the middle. */
    @supports (position-area: block-end) {
      :host {
        inset: auto;
        margin: var(--space-1) 0;
        position-area: block-end span-inline-start;
        position-try-fallbacks:
          flip-inline,
          flip-block,
          flip-block flip-inline;
      }
    }
    @media (width < 30rem) {
      :host {
        inset: auto 0 0;
        inline-size: 100%;
        max-inline-size: none;
        margin: 0;
        padding-block-end: calc(var(--space-4) + env(safe-area-inset-bottom));
        border-radius: var(--radius-3) var(--radius-3) 0 0;
        position-area: none;
      }
    }
    h2 {
      font-size: var(--text-l);
      overflow-wrap: anywhere;
    }
    label {
      display: grid;
      gap: var(--space-1);
      font-size: var(--text-s);
      font-weight: 500;
    }
    input {
      box-sizing: border-box;
      inline-size: 100%;
      min-block-size: 2.25rem;
      padding: 0.25rem 0.625rem;
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-2);
      background: var(--surface);
      color: var(--ink);
      font: inherit;
      font-weight: 400;
    }
    input[aria-invalid='true'] {
      border-color: var(--state-down);
    }
    .lengths {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: var(--space-2);
    }
    .lengths button {
      min-block-size: 2.75rem;
      white-space: normal;
    }
    form {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: end;
      gap: var(--space-2);
    }
    .error {
      grid-column: 1 / -1;
      color: var(--state-down-ink);
      font-size: var(--text-s);
    }
    .error:empty {
      display: none;
    }
    .cancel {
      justify-self: start;
    }
    @media (pointer: coarse) {
      input {
        min-block-size: 2.75rem;
        /* Below this size phones zoom in to what is written into. */
        font-size: 1rem;
      }
    }
  `,
  host: {
    popover: 'auto',
    role: 'dialog',
    '[attr.aria-label]': 'heading()',
    '(beforetoggle)': 'noticeToggle($event)',
  },
})
export class SilencePanel {
  readonly heading = input.required<string>();
  /** What opened it. */
  readonly anchor = input.required<HTMLElement>();
  readonly isBusy = input.required<boolean>();
  /** Why the last attempt failed; empty unless it did. */
  readonly failure = input.required<string>();
  readonly reason = model.required<string>();
  /** With the end that was chosen. */
  readonly wished = output<string>();
  readonly closed = output();

  protected readonly words = inject(Words);
  private readonly clock = inject(Clock);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly isOwn = signal(false);
  protected readonly isRefused = signal(false);
  protected readonly suggested = toLocal(this.clock.read() + OWN_MS);

  protected readonly choices = computed(() =>
    SILENCE_LENGTHS.map((length) => {
      const nowMs = this.clock.nowMs();
      const endMs = silenceEndMs(length, nowMs);
      const time = this.words.comingTime(new Date(endMs).toISOString(), nowMs);
      return { length, endMs, text: this.words.say(`shell.silence.length.${length}`, { time }) };
    }),
  );

  constructor() {
    afterNextRender(() => {
      this.host.nativeElement.showPopover({ source: this.anchor() });
      this.host.nativeElement.querySelector<HTMLElement>('.lengths button')?.focus();
    });
  }

  protected timeOf(local: string): number {
    return Date.parse(local);
  }

  protected wish(endMs: number): void {
    if (this.isBusy()) return;
    const nowMs = this.clock.read();
    this.isRefused.set(Number.isNaN(endMs) || muteFaultOf(nowMs, endMs, nowMs) !== null);
    if (!this.isRefused()) this.wished.emit(new Date(endMs).toISOString());
  }

  /** The browser gives the focus back to what opened it. */
  protected hide(): void {
    this.host.nativeElement.hidePopover();
  }

  /**
   * It is also closed by Escape, and by a press beside it. Known before it is closed, since the browser says that it was only
   * later: a key pressed meanwhile would close what is closed, instead of opening it.
   */
  protected noticeToggle({ newState }: ToggleEvent): void {
    if (newState === 'closed') this.closed.emit();
  }
}
