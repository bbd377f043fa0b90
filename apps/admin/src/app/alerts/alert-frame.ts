import { Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Words } from '../language/words';
import { ArrowKeys } from '../ui/buttons/arrow-keys';

const PAGES = ['incidents', 'rules', 'deliveries', 'mutes', 'channels'] as const;

/** What the pages about alerts have in common: the way from each to the others. */
@Component({
  selector: 'app-alert-frame',
  imports: [ArrowKeys, RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <nav appArrowKeys [attr.aria-label]="words.say('shell.alerting.pages')">
      @for (page of pages; track page) {
        <a
          #link
          routerLinkActive="active"
          ariaCurrentWhenActive="page"
          (isActiveChange)="$event && link.scrollIntoView({ block: 'nearest', inline: 'center' })"
          [routerLink]="['/', page]"
        >
          {{ wordOf(page) }}
        </a>
      }
    </nav>
    <router-outlet />
  `,
  styles: `
    nav {
      display: flex;
      gap: var(--space-1);
      margin-block: calc(-1 * var(--space-2)) var(--space-4);
      margin-inline: calc(-1 * var(--space-3));
      overflow-x: auto;
      border-block-end: 1px solid var(--line);
      scrollbar-width: none;
    }
    a {
      flex: none;
      padding: var(--space-2) var(--space-3);
      border-block-end: 2px solid transparent;
      color: var(--ink-muted);
      font-size: var(--text-s);
      font-weight: 500;
      white-space: nowrap;
    }
    a:hover {
      color: var(--ink);
      text-decoration: none;
    }
    a.active {
      border-block-end-color: var(--accent);
      color: var(--ink);
      font-weight: 600;
    }
    @media (forced-colors: active) {
      a {
        border-block-end-color: Canvas;
      }
      a.active {
        border-block-end-color: Highlight;
      }
    }
    a:focus-visible {
      outline-offset: -2px;
    }
    @media (pointer: coarse) {
      a {
        padding-block: var(--space-3);
      }
    }
  `,
})
export class AlertFrame {
  protected readonly words = inject(Words);

  protected readonly pages = PAGES;

  protected wordOf(page: (typeof PAGES)[number]): string {
    return this.words.say(`shell.alerting.${page}`);
  }
}
