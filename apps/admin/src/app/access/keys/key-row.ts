import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import type { ApiKey } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { EnvironmentMark } from '../../configuration/environment-mark';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Action } from '../../resources/action';
import { Needs } from '../../session/needs';
import { ConfirmButton } from '../../ui/buttons/confirm-button';
import { Fact, Facts } from '../../ui/figures/fact';
import { Failure } from '../../ui/layout/failure';

/** One key: what it may do where, who made it, when it was used, and its end. */
@Component({
  selector: 'app-key-row',
  imports: [Ago, ConfirmButton, EnvironmentMark, Fact, Facts, Failure, Needs],
  template: `
    @let shown = key();
    <header>
      <h3>{{ shown.name }}</h3>
      <code>{{ shown.hint }}…</code>
      <span class="chip">{{ words.say(stateKeys[shown.state]) }}</span>
      @if (shown.state === 'active') {
        <app-confirm-button
          appNeeds="keys:write"
          [appNeedsIn]="shown.environments ?? null"
          [label]="words.say('access.keys.revoke')"
          [question]="words.say('access.keys.revokeQuestion', { name: shown.name })"
          [action]="words.say('access.keys.revoke')"
          [refusal]="words.say('shell.word.cancel')"
          [isBusy]="revoking.isBusy()"
          (confirmed)="revoke()"
        />
      }
    </header>
    <p class="minor">{{ permissions() }}</p>
    <p class="where">
      @for (environment of shown.environments; track environment) {
        <app-environment-mark [environment]="environment" />
      } @empty {
        {{ words.say('access.keys.allEnvironments') }}
      }
    </p>
    <dl app-facts>
      <div
        app-fact
        [label]="words.say('access.keys.lastUsed')"
        [absent]="words.say('access.keys.never')"
        [value]="shown.lastUsedAt === null ? null : ''"
      >
        @if (shown.lastUsedAt; as at) {
          <app-ago [at]="at" />
        }
      </div>
      <div
        app-fact
        [label]="words.say('access.keys.expires')"
        [absent]="words.say('access.keys.neverExpires')"
        [value]="shown.expiresAt === null ? null : words.instant(shown.expiresAt)"
      ></div>
      <div
        app-fact
        [label]="words.say('access.keys.made')"
        [value]="
          words.instant(shown.createdAt) + ' ' + words.say('access.keys.by', { name: shown.createdBy.name })
        "
      ></div>
    </dl>
    <app-failure [text]="revoking.failure()" />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
      padding: var(--space-3) var(--space-4);
    }
    :host([data-state='revoked']),
    :host([data-state='expired']) {
      --ink: var(--ink-muted);
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-3);
    }
    h3 {
      font-size: var(--text-m);
      overflow-wrap: anywhere;
    }
    app-confirm-button {
      margin-inline-start: auto;
    }
    .where {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1) var(--space-3);
      font-size: var(--text-s);
    }
  `,
  host: { '[attr.data-state]': 'key().state' },
})
export class KeyRow {
  readonly key = input.required<ApiKey>();
  /** It was revoked, or somebody else was faster. */
  readonly settled = output();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);

  protected readonly stateKeys = {
    active: 'access.keys.state.active',
    expired: 'access.keys.state.expired',
    revoked: 'access.keys.state.revoked',
  } as const;
  protected readonly revoking = new Action();
  protected readonly permissions = computed(() =>
    this.key()
      .permissions.map((permission) => this.words.say(`access.permission.${permission}`))
      .join(' · '),
  );

  protected async revoke(): Promise<void> {
    const isRevoked = await this.revoking.run(this.http.delete(API.apiKey(this.key().id)));
    if (isRevoked || this.revoking.failure() !== '') this.settled.emit();
  }
}
