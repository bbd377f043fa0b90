import { Component, computed, DOCUMENT, type ElementRef, inject, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { filter, skip } from 'rxjs';
import { ProblemNotice } from './resources/problem-notice';
import { Configuration } from './configuration/configuration';
import { Words } from './language/words';
import { SessionWatch } from './session/session-watch';
import { Announcer } from './shell/announcer';
import { Notices } from './shell/notices';
import { TabSign } from './shell/tab-sign';
import { TopBar } from './shell/top-bar';
import { Skeleton } from './ui/layout/skeleton';

/** The console for who is inside: its frame, and the page in it once the server has said what there is to show. */
@Component({
  selector: 'app-frame',
  imports: [Announcer, Notices, ProblemNotice, RouterOutlet, Skeleton, TopBar],
  template: `
    <a class="skip" href="#content" (click)="skip($event, content)">{{ words.say('shell.frame.skip') }}</a>
    <app-top-bar />
    <app-announcer />
    <main #content id="content" tabindex="-1" [attr.aria-busy]="!isReady()">
      <app-notices />
      @if (isReady()) {
        <router-outlet />
      } @else if (configuration.resource.error()) {
        <app-problem-notice [of]="configuration.resource" />
      } @else {
        <p class="visually-hidden" role="status">{{ words.say('shell.frame.loading') }}</p>
        <div class="loading">
          <app-skeleton height="2rem" width="14rem" />
          <app-skeleton height="24rem" />
        </div>
      }
    </main>
  `,
  styles: `
    :host {
      --gutter: clamp(var(--space-4), 3vw, var(--space-6));
      display: block;
    }
    main {
      max-inline-size: 150rem;
      margin-inline: auto;
      padding: clamp(var(--space-4), 2vw, var(--space-5)) var(--gutter) var(--space-7);
      outline: none;
    }
    .loading {
      display: grid;
      gap: var(--space-4);
    }
    .skip {
      position: fixed;
      inset: var(--space-2) auto auto var(--space-2);
      z-index: 20;
      padding: var(--space-2) var(--space-3);
      border-radius: var(--radius-2);
      background: var(--surface-raised);
      box-shadow: var(--shadow-2);
      translate: 0 -300%;
    }
    .skip:focus {
      translate: none;
    }
  `,
})
export class Frame {
  protected readonly words = inject(Words);
  protected readonly configuration = inject(Configuration);

  private readonly content = viewChild.required<ElementRef<HTMLElement>>('content');

  protected readonly isReady = computed(() => this.configuration.config() !== undefined);

  constructor() {
    inject(SessionWatch);
    inject(TabSign);
    const document = inject(DOCUMENT);
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        // Who has just arrived begins at the top, where the way past the tabs is.
        skip(1),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        // The link that led here is gone with its page; the keyboard goes on in the new one.
        if (document.activeElement === document.body)
          this.content().nativeElement.focus({ preventScroll: true });
      });
  }

  /** A fragment link would change the address, since the page has a base. */
  protected skip(event: Event, content: HTMLElement): void {
    event.preventDefault();
    content.focus();
  }
}
