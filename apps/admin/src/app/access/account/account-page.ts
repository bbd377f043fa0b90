import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { Account, type Grant } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { lastValue } from '../../resources/last-value';
import { ProblemNotice } from '../../resources/problem-notice';
import { Session } from '../../session/session';
import { titlePage } from '../../ui/layout/page-title';
import { Skeleton } from '../../ui/layout/skeleton';
import { rolesInWords } from '../people/person-words';
import { PasskeyList } from './passkey-list';
import { PasswordForm } from './password-form';
import { SecondFactor } from './second-factor';
import { SessionList } from './session-list';

/** What people see and change of themselves: roles, password, second step, passkeys, and where they are signed in. */
@Component({
  selector: 'app-account-page',
  imports: [PasskeyList, PasswordForm, ProblemNotice, SecondFactor, SessionList, Skeleton],
  template: `
    <header class="page-head">
      <h1>{{ words.say('shell.access.account') }}</h1>
    </header>
    @if (person(); as person) {
      <section class="panel" [attr.aria-label]="words.say('access.account.profile')">
        <h2>{{ person.name }}</h2>
        @if (person.email; as email) {
          <p class="minor">{{ email }}</p>
        }
        <p>
          <span class="minor">{{ words.say('access.account.roles') }}:</span>
          {{ roles() }}
        </p>
        @if (note(); as note) {
          <p class="minor">{{ note }}</p>
        }
      </section>
    }
    <app-problem-notice [of]="resource" [isRefresh]="account() !== undefined" />
    @if (account(); as account) {
      <div class="sections">
        @if (account.hasPassword) {
          <app-password-form (changed)="resource.reload()" />
          <app-second-factor [account]="account" (changed)="resource.reload()" />
          @if (hasPasskeys()) {
            <app-passkey-list [passkeys]="account.passkeys" (changed)="resource.reload()" />
          }
        }
        <app-session-list [sessions]="account.sessions" (changed)="resource.reload()" />
      </div>
    } @else if (resource.isLoading()) {
      <div class="loading" aria-busy="true">
        <app-skeleton height="14rem" />
        <app-skeleton height="14rem" />
      </div>
    }
  `,
  styleUrl: '../../../styles/page.scss',
  styles: `
    .sections {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
      align-items: start;
      gap: var(--space-4);
    }
    app-session-list {
      grid-column: 1 / -1;
    }
  `,
})
export class AccountPage {
  protected readonly words = inject(Words);
  private readonly session = inject(Session);
  private readonly configuration = inject(Configuration);

  /** Whoever did not sign in here, but was let in all the same, has nothing here to change. */
  protected readonly isElsewhere = computed(() => {
    const person = this.session.person();
    return person !== null && person.kind !== 'person';
  });
  protected readonly resource = httpResource(() => (this.isElsewhere() ? undefined : API.account), {
    parse: (value) => Account.parse(value),
  });
  protected readonly account = lastValue(this.resource);
  protected readonly person = this.session.person;
  protected readonly hasPasskeys = computed(() => this.session.view()?.methods.passkey ?? false);
  protected readonly roles = computed(() => {
    const grants: readonly Grant[] = this.session.view()?.grants ?? [];
    return rolesInWords(grants, this.words, this.configuration);
  });

  /** Where people change what they sign in with, if not here. */
  protected readonly note = computed(() => {
    if (this.person()?.kind === 'proxy') return this.words.say('access.account.byProxy');
    if (this.isElsewhere()) return this.words.say('access.account.elsewhere');
    if (this.account()?.hasPassword ?? true) return '';
    const name = this.session.view()?.methods.oidc ?? 'OpenID Connect';
    return this.words.say('access.account.byProvider', { name });
  });

  constructor() {
    titlePage(() => this.words.say('shell.access.account'));
  }
}
