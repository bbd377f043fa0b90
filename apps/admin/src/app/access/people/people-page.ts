import { httpResource } from '@angular/common/http';
import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  signal,
  viewChild,
} from '@angular/core';
import { PeopleList, type PersonLink } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Words } from '../../language/words';
import { lastValue } from '../../resources/last-value';
import { ProblemNotice } from '../../resources/problem-notice';
import { Needs } from '../../session/needs';
import { Session } from '../../session/session';
import { Button } from '../../ui/buttons/button';
import { titlePage } from '../../ui/layout/page-title';
import { Skeleton } from '../../ui/layout/skeleton';
import { ShownOnce } from '../shown-once';
import { InvitationForm } from './invitation-form';
import { RoleMatrix } from './role-matrix';

/** Who is let in: everybody's roles by environment, and the invitation of one more. */
@Component({
  selector: 'app-people-page',
  imports: [Button, InvitationForm, Needs, ProblemNotice, RoleMatrix, ShownOnce, Skeleton],
  template: `
    <header class="page-head">
      <h1>{{ words.say('shell.access.people') }}</h1>
      <button
        #opener
        appButton
        type="button"
        appNeeds="people:write"
        [appNeedsIn]="null"
        [attr.aria-expanded]="isInviting()"
        (click)="isInviting() ? close() : open()"
      >
        {{ words.say('access.people.invite') }}
      </button>
    </header>
    <p class="hint">{{ words.say('access.people.lead') }}</p>
    @if (invited(); as link) {
      <app-shown-once
        [heading]="words.say('access.people.invited', { name: link.person.name })"
        [note]="words.say('access.people.invitedNote')"
        [secret]="link.url"
        (closed)="invited.set(null)"
      />
    }
    @if (isInviting()) {
      <section #panel class="panel" tabindex="-1" [attr.aria-label]="words.say('access.people.inviteTitle')">
        <app-invitation-form (invited)="show($event)">
          <button appButton type="button" (click)="close()">{{ words.say('shell.word.cancel') }}</button>
        </app-invitation-form>
      </section>
    }
    <app-problem-notice [of]="resource" [isRefresh]="list() !== undefined" />
    @if (list(); as list) {
      @if (list.people.length > 0) {
        <app-role-matrix [people]="list.people" [own]="own()" [provider]="provider()" />
      } @else if (!isInviting()) {
        <div class="empty">
          <strong>{{ words.say('access.people.none') }}</strong>
          <p>{{ words.say('access.people.noneNote') }}</p>
          <button
            appButton="primary"
            type="button"
            appNeeds="people:write"
            [appNeedsIn]="null"
            (click)="open()"
          >
            {{ words.say('access.people.inviteFirst') }}
          </button>
        </div>
      }
    } @else if (resource.isLoading()) {
      <div aria-busy="true"><app-skeleton height="20rem" /></div>
    }
  `,
  styleUrl: '../../../styles/page.scss',
})
export class PeoplePage {
  protected readonly words = inject(Words);
  private readonly session = inject(Session);
  private readonly injector = inject(Injector);
  private readonly panel = viewChild<ElementRef<HTMLElement>>('panel');
  private readonly opener = viewChild.required<unknown, ElementRef<HTMLElement>>('opener', {
    read: ElementRef,
  });

  protected readonly resource = httpResource(() => API.people, { parse: (value) => PeopleList.parse(value) });
  protected readonly list = lastValue(this.resource);
  protected readonly own = computed(() => this.session.person()?.id);
  protected readonly provider = computed(() => this.session.view()?.methods.oidc ?? null);
  protected readonly isInviting = signal(false);
  protected readonly invited = signal<PersonLink | null>(null);

  constructor() {
    titlePage(() => this.words.say('shell.access.people'));
  }

  protected open(): void {
    this.isInviting.set(true);
    afterNextRender(() => this.panel()?.nativeElement.focus({ preventScroll: true }), {
      injector: this.injector,
    });
  }

  protected close(): void {
    this.isInviting.set(false);
    this.opener().nativeElement.focus();
  }

  protected show(link: PersonLink): void {
    this.isInviting.set(false);
    this.invited.set(link);
    this.resource.reload();
  }
}
