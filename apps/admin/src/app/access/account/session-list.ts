import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import type { SessionItem } from '@envscope/contracts/index.js';
import type { Observable } from 'rxjs';
import { API } from '../../api/api';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Action } from '../../resources/action';
import { Button } from '../../ui/buttons/button';
import { ConfirmButton } from '../../ui/buttons/confirm-button';
import { Failure } from '../../ui/layout/failure';
import { deviceOf } from './device-words';

/** Where somebody is signed in, and the end of each of these sessions. */
@Component({
  selector: 'app-session-list',
  imports: [Ago, Button, ConfirmButton, Failure],
  template: `
    <header>
      <h2>{{ words.say('access.account.sessions') }}</h2>
      @if (rows().length > 1) {
        <app-confirm-button
          [label]="words.say('access.account.endOthers')"
          [question]="words.say('access.account.endQuestion')"
          [action]="words.say('access.account.end')"
          [refusal]="words.say('shell.word.cancel')"
          [isBusy]="ending.isBusy()"
          (confirmed)="end(http.delete(others))"
        />
      }
    </header>
    <p class="hint">{{ words.say('access.account.sessionsNote') }}</p>
    <app-failure [text]="ending.failure()" />
    <ul>
      @for (row of rows(); track row.session.id) {
        <li>
          <div>
            <strong [title]="row.session.agent">{{ row.device }}</strong>
            @if (row.session.isCurrent) {
              <span class="chip">{{ words.say('access.account.thisSession') }}</span>
            }
            <p class="minor">
              {{ words.say('access.account.from', { address: row.session.address }) }} ·
              {{ words.say('access.account.began') }} <app-ago [at]="row.session.createdAt" /> ·
              {{ words.say('access.account.lastSeen') }} <app-ago [at]="row.session.seenAt" />
            </p>
          </div>
          @if (!row.session.isCurrent) {
            <button
              appButton
              type="button"
              [attr.aria-label]="words.say('access.account.endOf', { name: row.device })"
              [isBusy]="ending.isBusy()"
              (click)="end(http.delete(row.address))"
            >
              {{ words.say('access.account.end') }}
            </button>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    h2 {
      font-size: var(--text-l);
    }
    .chip {
      margin-inline-start: var(--space-2);
    }
    header,
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2) var(--space-4);
    }
    ul {
      display: grid;
      gap: var(--space-3);
    }
  `,
  host: { class: 'panel' },
})
export class SessionList {
  readonly sessions = input.required<readonly SessionItem[]>();
  readonly changed = output();

  protected readonly words = inject(Words);
  protected readonly http = inject(HttpClient);
  protected readonly others = API.sessions;
  protected readonly ending = new Action();
  protected readonly rows = computed(() =>
    this.sessions().map((session) => ({
      session,
      device: deviceOf(session.agent, this.words),
      address: API.ownSession(session.id),
    })),
  );

  protected async end(request: Observable<unknown>): Promise<void> {
    if (await this.ending.run(request)) this.changed.emit();
  }
}
