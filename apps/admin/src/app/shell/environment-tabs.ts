import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Configuration } from '../configuration/configuration';
import { Words } from '../language/words';
import { OverviewSource } from '../overview/overview-source';
import { ArrowKeys } from '../ui/buttons/arrow-keys';
import { StatusMark } from '../ui/badges/status-mark';
import { EnvironmentLinks } from '../configuration/environment-links';

/** A tab for each environment, with its colour and its worst status. */
@Component({
  selector: 'app-environment-tabs',
  imports: [ArrowKeys, RouterLink, RouterLinkActive, StatusMark],
  template: `
    <nav appArrowKeys [attr.aria-label]="words.say('shell.frame.environments')">
      <a
        routerLink="/"
        routerLinkActive="active"
        ariaCurrentWhenActive="page"
        [routerLinkActiveOptions]="{ exact: true }"
      >
        {{ words.say('shell.frame.overview') }}
      </a>
      @for (tab of tabs(); track tab.id) {
        <a
          #link
          routerLinkActive="active"
          ariaCurrentWhenActive="page"
          (isActiveChange)="$event && link.scrollIntoView({ block: 'nearest', inline: 'center' })"
          [routerLink]="tab.link.commands"
          [queryParams]="tab.link.queryParams"
          [style.--environment]="tab.color"
        >
          <span class="swatch" aria-hidden="true"></span>
          {{ tab.name }}
          @if (tab.status; as status) {
            <app-status-mark [status]="status" [label]="words.status(status)" />
          }
        </a>
      }
    </nav>
  `,
  styles: `
    :host {
      min-inline-size: 0;
    }
    nav {
      display: flex;
      gap: var(--space-1);
      overflow-x: auto;
      scrollbar-width: none;
      scroll-snap-type: x proximity;
    }
    a {
      position: relative;
      display: inline-flex;
      flex: none;
      align-items: center;
      gap: var(--space-2);
      block-size: 3rem;
      padding-inline: var(--space-3);
      color: var(--ink-muted);
      font-weight: 500;
      white-space: nowrap;
      scroll-snap-align: center;
      transition: color var(--ease);
    }
    a:hover {
      color: var(--ink);
      text-decoration: none;
    }
    a::after {
      content: '';
      position: absolute;
      inset: auto var(--space-2) 0;
      block-size: 3px;
      border-radius: 3px 3px 0 0;
      background: transparent;
    }
    a:hover::after {
      background: var(--line-strong);
    }
    a.active {
      color: var(--ink);
      font-weight: 600;
    }
    a.active::after {
      background: var(--environment, var(--ink));
    }
    a:focus-visible {
      outline-offset: -4px;
    }
  `,
})
export class EnvironmentTabs {
  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly source = inject(OverviewSource);
  private readonly links = inject(EnvironmentLinks);

  protected readonly tabs = computed(() =>
    this.configuration.environments().map(({ id, name, color }) => ({
      id,
      color,
      name: this.words.name(name),
      status: this.source.statuses().get(id),
      link: this.links.to()(id),
    })),
  );
}
