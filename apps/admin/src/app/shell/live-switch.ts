import { Component, computed, inject } from '@angular/core';
import { Words } from '../language/words';
import { LiveFeed } from '../live/live-feed';
import { Icon } from '../ui/badges/icon';
import { Button } from '../ui/buttons/button';

/** How the connection to the server stands, and the switch that stops the pages from changing. */
@Component({
  selector: 'app-live-switch',
  imports: [Icon, Button],
  template: `
    <span class="state" role="status" [attr.data-state]="state()">
      <span class="dot" aria-hidden="true"></span>
      <span class="word">{{ word() }}</span>
    </span>
    <button
      appButton="icon"
      type="button"
      [attr.aria-label]="action()"
      [attr.aria-pressed]="feed.isPaused()"
      [title]="action()"
      (click)="feed.isPaused() ? feed.resume() : feed.pause()"
    >
      <app-icon [name]="feed.isPaused() ? 'play' : 'pause'" />
    </button>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
    }
    .state {
      display: inline-flex;
      align-items: center;
      gap: var(--space-2);
      color: var(--ink-muted);
      font-size: var(--text-s);
      white-space: nowrap;
    }
    .dot {
      inline-size: 0.5rem;
      block-size: 0.5rem;
      border: 1.5px solid var(--state-unknown);
      border-radius: 50%;
    }
    [data-state='open'] .dot {
      border-color: var(--state-up);
      background: var(--state-up);
    }
    [data-state='paused'] .dot {
      border-radius: 0;
      border-block: 0;
    }
    [data-state='lost'] {
      color: var(--state-down-ink);
      font-weight: 600;
    }
    [data-state='lost'] .dot {
      border: 0;
      border-radius: 0;
      background:
        linear-gradient(45deg, transparent 40%, var(--state-down) 40% 60%, transparent 60%),
        linear-gradient(-45deg, transparent 40%, var(--state-down) 40% 60%, transparent 60%);
    }
    /* There is room for the mark alone; a notice says the rest. */
    @media (width < 30rem) {
      .word {
        position: absolute;
        clip-path: inset(50%);
      }
    }
  `,
})
export class LiveSwitch {
  protected readonly words = inject(Words);
  protected readonly feed = inject(LiveFeed);

  protected readonly state = computed(() => (this.feed.isPaused() ? 'paused' : this.feed.state()));
  protected readonly word = computed(() => this.words.say(`shell.live.${this.state()}`));
  protected readonly action = computed(() =>
    this.words.say(this.feed.isPaused() ? 'shell.live.resume' : 'shell.live.pause'),
  );
}
