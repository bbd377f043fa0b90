import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Configuration } from '../configuration/configuration';
import { Words } from '../language/words';
import { Session } from '../session/session';
import { Icon } from '../ui/badges/icon';
import { ProductSign } from '../ui/badges/product-sign';
import { inTurns } from '../ui/layout/in-turns';
import { AlertsLink } from './alerts-link';
import { DisplayMenu } from './display-menu';
import { EnvironmentTabs } from './environment-tabs';
import { LiveSwitch } from './live-switch';
import { PersonMenu } from '../session/person-menu';

/** The product, its environments, and how it is connected; stays in sight. */
@Component({
  selector: 'app-top-bar',
  imports: [AlertsLink, DisplayMenu, EnvironmentTabs, Icon, LiveSwitch, PersonMenu, ProductSign, RouterLink],
  template: `
    <a class="product" routerLink="/" [attr.aria-label]="words.say('shell.frame.home')">
      <app-product-sign />
    </a>
    @if (turns() > 1) {
      <app-environment-tabs />
      <div class="controls">
        @if (session.person()?.kind === 'demo') {
          <span class="sandbox" [title]="words.say('shell.access.demoNote')">
            <app-icon name="flask" /><span class="word">{{ demo() }}</span>
          </span>
        } @else if (configuration.config()?.features?.isSandbox) {
          <span class="sandbox" [title]="words.say('shell.frame.sandboxNote')">
            <app-icon name="flask" /><span class="word">{{ words.say('shell.card.sandbox') }}</span>
          </span>
        }
        @if (session.person()?.kind === 'anyone') {
          <span class="sandbox" [title]="words.say('shell.access.anyoneNote')">
            <app-icon name="key" /><span class="word">{{ words.say('shell.access.anyone') }}</span>
          </span>
        }
        <app-alerts-link />
        <app-live-switch />
        @defer (on idle) {
          <app-display-menu />
        } @placeholder {
          <span class="menu-place"></span>
        }
        @if (session.person()) {
          @defer (on idle) {
            <app-person-menu />
          } @placeholder {
            <span class="menu-place"></span>
          }
        }
      </div>
    }
  `,
  host: { role: 'banner' },
  styles: `
    :host {
      position: sticky;
      inset-block-start: 0;
      z-index: 10;
      display: grid;
      grid-template: 'product tabs controls' 3rem / auto minmax(0, 1fr) auto;
      align-items: center;
      gap: var(--space-4);
      padding-inline: var(--gutter);
      border-block-end: 1px solid var(--line);
      background: var(--surface);
    }
    .product {
      grid-area: product;
    }
    .product:hover {
      text-decoration: none;
    }
    app-environment-tabs {
      grid-area: tabs;
    }
    .controls {
      grid-area: controls;
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      margin-inline-end: calc(-1 * var(--space-2));
    }
    .sandbox {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      margin-inline-end: var(--space-2);
      padding: 0.1em 0.6em;
      border: 1px dashed var(--line-strong);
      border-radius: var(--radius-round);
      color: var(--ink-muted);
      font-size: var(--text-xs);
      white-space: nowrap;
    }
    @media (width < 30rem) {
      .word {
        position: absolute;
        clip-path: inset(50%);
      }
      .sandbox {
        margin-inline-end: 0;
      }
    }
    @media (width < 27rem) {
      :host {
        gap: var(--space-2);
      }
    }
    .menu-place {
      inline-size: 2.25rem;
    }
    @media (width < 52rem) {
      :host {
        grid-template: 'product controls' 2.75rem 'tabs tabs' 2.75rem / 1fr auto;
        row-gap: 0;
      }
      app-environment-tabs {
        margin-inline: calc(-1 * var(--space-3));
      }
    }
    /* On a screen so low, such as a large one magnified four times, the page needs the room. */
    @media (height < 30rem) {
      :host {
        position: static;
      }
    }
  `,
})
export class TopBar {
  protected readonly words = inject(Words);
  protected readonly configuration = inject(Configuration);
  protected readonly session = inject(Session);
  /** Its rows have their heights, so that the page below stands where it will. */
  protected readonly turns = inTurns(() => 2);
  protected readonly demo = computed(() =>
    this.words.say('shell.access.demo', { name: this.session.person()?.name ?? '' }),
  );
}
