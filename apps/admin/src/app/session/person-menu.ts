import { Component, computed, inject } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { Words } from '../language/words';
import { Announcements } from '../resources/announcements';
import { accessPages } from './access-pages';
import { Session } from './session';
import { SigningOut } from './signing-out';
import { Button } from '../ui/buttons/button';

/** Who is signed in, the pages about that, and the way out. */
@Component({
  selector: 'app-person-menu',
  imports: [Button, MatMenu, MatMenuItem, MatMenuTrigger, RouterLink],
  template: `
    @if (session.person(); as person) {
      <button
        appButton="icon"
        type="button"
        [matMenuTriggerFor]="menu"
        [attr.aria-label]="words.say('shell.access.menu', { name: person.name })"
        [title]="person.name"
      >
        <span class="initial" aria-hidden="true">{{ initial() }}</span>
      </button>
      <mat-menu #menu="matMenu" xPosition="before">
        <p class="who">
          <strong>{{ person.name }}</strong>
          @if (person.email; as email) {
            <span>{{ email }}</span>
          }
        </p>
        @for (page of pages(); track page.path) {
          <a mat-menu-item [routerLink]="['/', page.path]">{{ words.say(page.key) }}</a>
        }
        @if (session.view()?.canSignOut) {
          <button mat-menu-item type="button" (click)="signOut()">
            {{ words.say('shell.access.signOut') }}
          </button>
        }
      </mat-menu>
    }
  `,
  styles: `
    .initial {
      display: grid;
      place-items: center;
      inline-size: 1.625rem;
      block-size: 1.625rem;
      border: 1px solid var(--line-strong);
      border-radius: 50%;
      background: var(--accent-tint);
      color: var(--accent-ink);
      font-size: var(--text-xs);
      font-weight: 600;
    }
    .who {
      display: grid;
      max-inline-size: 18rem;
      padding: var(--space-2) var(--space-3);
      border-block-end: 1px solid var(--line);
      font-size: var(--text-s);
      overflow-wrap: anywhere;
    }
    .who span {
      color: var(--ink-muted);
    }
  `,
})
export class PersonMenu {
  protected readonly words = inject(Words);
  protected readonly session = inject(Session);
  protected readonly pages = accessPages();
  private readonly announcements = inject(Announcements);

  private readonly signingOut = inject(SigningOut);
  protected readonly initial = computed(() =>
    [...(this.session.person()?.name ?? '')].slice(0, 1).join('').toLocaleUpperCase(),
  );

  protected async signOut(): Promise<void> {
    if (!(await this.signingOut.run())) this.announcements.announce(this.signingOut.failure());
  }
}
