import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  Injector,
  input,
  model,
  signal,
  viewChild,
} from '@angular/core';
import { Words } from '../../language/words';
import { nextId } from './next-id';
import type { Option } from './option';

/** Chooses one of many values: what is written narrows the list below down, and arrow keys go through it. */
@Component({
  selector: 'app-searched-choice',
  template: `
    <input
      #box
      type="text"
      role="combobox"
      aria-autocomplete="list"
      aria-haspopup="listbox"
      autocomplete="off"
      spellcheck="false"
      [attr.aria-label]="label()"
      [attr.aria-expanded]="isOpen()"
      [attr.aria-controls]="isOpen() ? listId : null"
      [attr.aria-activedescendant]="isOpen() && active() >= 0 ? idOf(active()) : null"
      [disabled]="isDisabled()"
      [title]="isOpen() ? '' : chosenText()"
      [value]="isOpen() ? text() : chosenText()"
      (input)="search($any($event.target).value)"
      (click)="open()"
      (keydown)="press($event)"
      (blur)="close()"
    />
    @if (isOpen()) {
      <div class="list" (pointerdown)="$event.preventDefault()">
        <p class="minor" role="status">{{ count() }}</p>
        <ul #list role="listbox" [id]="listId" [attr.aria-label]="label()">
          @for (option of found(); track option.value) {
            <li
              role="option"
              [id]="idOf($index)"
              [class.active]="$index === active()"
              [attr.aria-selected]="option.value === chosen()"
            >
              {{ option.text }}
            </li>
          }
        </ul>
      </div>
    }
  `,
  host: { '(click)': 'take($event.target)' },
  styles: `
    :host {
      position: relative;
      display: inline-block;
      inline-size: 18rem;
      max-inline-size: 100%;
    }
    input {
      inline-size: 100%;
      block-size: 2rem;
      padding-inline: 0.625rem 1.75rem;
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-2);
      background: var(--surface);
      color: var(--ink);
      font: inherit;
      font-size: var(--text-s);
      text-overflow: ellipsis;
    }
    /* A list is below: it looks like the browser's own. */
    :host::after {
      content: '';
      position: absolute;
      inset-block-start: 0.75rem;
      inset-inline-end: 0.75rem;
      inline-size: 0.375rem;
      block-size: 0.375rem;
      border: solid var(--ink-muted);
      border-width: 0 1.5px 1.5px 0;
      rotate: 45deg;
      pointer-events: none;
    }
    .list {
      position: absolute;
      z-index: 3;
      inset-block-start: calc(100% + 2px);
      inset-inline: 0;
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-2);
      background: var(--surface-raised);
      box-shadow: var(--shadow-2);
    }
    p {
      padding: var(--space-1) 0.625rem;
    }
    ul {
      max-block-size: min(18rem, 45svh);
      margin: 0;
      padding: 0;
      overflow-y: auto;
      overscroll-behavior: contain;
      list-style: none;
    }
    li {
      padding: 0.3125rem 0.625rem;
      font-size: var(--text-s);
      overflow-wrap: anywhere;
      cursor: pointer;
      /* Of a thousand only those in sight are laid out. */
      content-visibility: auto;
      contain-intrinsic-block-size: auto 1.875rem;
    }
    li:hover {
      background: var(--surface-sunken);
    }
    li[aria-selected='true'] {
      font-weight: 600;
    }
    li.active {
      background: var(--accent-tint);
      outline: 2px solid var(--accent);
      outline-offset: -2px;
    }
    @media (forced-colors: active) {
      li.active {
        background: Highlight;
        color: HighlightText;
        forced-color-adjust: none;
      }
    }
    @media (pointer: coarse) {
      input {
        block-size: 2.75rem;
        /* Below this size phones zoom in to what is written into. */
        font-size: 1rem;
      }
      :host::after {
        inset-block-start: 1.125rem;
      }
      li {
        padding-block: 0.75rem;
      }
    }
  `,
})
export class SearchedChoice {
  readonly label = input.required<string>();
  readonly options = input.required<readonly Option[]>();
  readonly chosen = model.required<string>();
  readonly isDisabled = input(false);

  private readonly words = inject(Words);
  private readonly injector = inject(Injector);
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  private readonly list = viewChild<ElementRef<HTMLElement>>('list');

  protected readonly listId = nextId('choices');
  protected readonly isOpen = signal(false);
  protected readonly text = signal('');
  /** The place among what was found that Enter takes; -1 for none. */
  protected readonly active = signal(-1);

  protected readonly chosenText = computed(
    () => this.options().find(({ value }) => value === this.chosen())?.text ?? this.chosen(),
  );
  /** All of them until something is written. */
  private readonly sought = signal('');
  protected readonly found = computed(() => {
    const sought = this.sought().trim().toLocaleLowerCase();
    return this.options().filter(({ text }) => text.toLocaleLowerCase().includes(sought));
  });
  protected readonly count = computed(() => {
    const [shown, total] = [this.found().length, this.options().length];
    return this.words.say(shown === 0 ? 'shell.detail.noMatch' : 'shell.detail.resultCount', {
      shown,
      total,
    });
  });

  protected idOf(index: number): string {
    return `${this.listId}-${index}`;
  }

  protected open(): void {
    if (this.isOpen()) return;
    this.text.set(this.chosenText());
    this.sought.set('');
    this.isOpen.set(true);
    this.activate(this.found().findIndex(({ value }) => value === this.chosen()));
    this.box().nativeElement.select();
  }

  protected close(): void {
    this.isOpen.set(false);
  }

  protected search(text: string): void {
    this.text.set(text);
    this.sought.set(text);
    this.isOpen.set(true);
    this.activate(this.found().length > 0 ? 0 : -1);
  }

  /** One listener for a thousand options. */
  protected take(target: EventTarget | null): void {
    const row = target instanceof Element ? target.closest('li') : null;
    const rows: readonly (Element | null)[] = [...(this.list()?.nativeElement.children ?? [])];
    const option = this.found()[rows.indexOf(row)];
    if (option) this.choose(option);
  }

  private choose({ value }: Option): void {
    this.close();
    this.chosen.set(value);
  }

  protected press(event: KeyboardEvent): void {
    // Enter ends the writing of a Korean syllable, too.
    if (event.isComposing) return;
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const last = this.found().length - 1;
      if (this.isOpen()) this.activate(Math.min(last, Math.max(0, this.active() + step)));
      else this.open();
    } else if (event.key === 'Escape' && this.isOpen()) {
      event.stopPropagation();
      this.close();
    } else if (event.key === 'Enter' && this.isOpen()) {
      event.preventDefault();
      const option = this.found()[this.active()];
      if (option) this.choose(option);
    }
  }

  private activate(index: number): void {
    this.active.set(index);
    afterNextRender(() => this.list()?.nativeElement.children[index]?.scrollIntoView({ block: 'nearest' }), {
      injector: this.injector,
    });
  }
}

/** How far keys go in the list. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
