import { Component, input } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { ArrowKeys } from '../buttons/arrow-keys';

/** A page beside others of its kind. */
export interface PageTab {
  readonly path: string;
  readonly text: string;
}

/** The way from each page of a kind to the others. */
@Component({
  selector: 'app-page-tabs',
  imports: [ArrowKeys, RouterLink, RouterLinkActive],
  template: `
    <nav appArrowKeys [attr.aria-label]="label()">
      @for (page of pages(); track page.path) {
        <a
          #link
          routerLinkActive="active"
          ariaCurrentWhenActive="page"
          (isActiveChange)="$event && link.scrollIntoView({ block: 'nearest', inline: 'center' })"
          [routerLink]="['/', page.path]"
        >
          {{ page.text }}
        </a>
      }
    </nav>
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
export class PageTabs {
  readonly label = input.required<string>();
  readonly pages = input.required<readonly PageTab[]>();
}
