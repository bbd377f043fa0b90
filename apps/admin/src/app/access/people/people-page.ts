import { httpResource } from '@angular/common/http';
import { Component, computed, ElementRef, inject, signal, viewChild } from '@angular/core';
import { PeopleList, type PersonLink } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Words } from '../../language/words';
import { lastValue } from '../../resources/last-value';
import { ProblemNotice } from '../../resources/problem-notice';
import { Needs } from '../../session/needs';
import { Session } from '../../session/session';
import { Button } from '../../ui/buttons/button';
import { OpenedPanel } from '../../ui/layout/opened-panel';
import { titlePage } from '../../ui/layout/page-title';
import { Skeleton } from '../../ui/layout/skeleton';
import { ShownOnce } from '../shown-once';
import { InvitationForm } from './invitation-form';
import { RoleMatrix } from './role-matrix';
import { linkNoteInWords } from './person-words';

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
        [attr.aria-expanded]="form.isOpen()"
        (click)="form.toggle()"
      >
        {{ words.say('access.people.invite') }}
      </button>
    </header>
    <p class="hint">{{ words.say('access.people.lead') }}</p>
    @if (invited(); as link) {
      <app-shown-once
        [heading]="words.say('access.people.invited', { name: link.person.name })"
        [note]="linkNoteInWords(link, words)"
        [secret]="link.url"
        (closed)="invited.set(null); form.close()"
      />
    }
    @if (form.isOpen()) {
      <section #panel class="panel" tabindex="-1" [attr.aria-label]="words.say('access.people.inviteTitle')">
        <app-invitation-form (invited)="show($event)">
          <button appButton type="button" (click)="form.close()">{{ words.say('shell.word.cancel') }}</button>
        </app-invitation-form>
      </section>
    }
    <app-problem-notice [of]="resource" [isRefresh]="list() !== undefined" />
    @if (list(); as list) {
      @if (list.people.length > 0) {
        <app-role-matrix [people]="list.people" [own]="own()" [provider]="provider()" />
      } @else if (!form.isOpen()) {
        <div class="empty">
          <strong>{{ words.say('access.people.none') }}</strong>
          <p>
            {{ words.say(hasPasswords() ? 'access.people.noneNote' : 'access.people.noneNoteElsewhere') }}
          </p>
          <button
            appButton="primary"
            type="button"
            appNeeds="people:write"
            [appNeedsIn]="null"
            (click)="form.open()"
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
  private readonly panel = viewChild<ElementRef<HTMLElement>>('panel');
  private readonly opener = viewChild.required<unknown, ElementRef<HTMLElement>>('opener', {
    read: ElementRef,
  });

  protected readonly resource = httpResource(() => API.people, { parse: (value) => PeopleList.parse(value) });
  protected readonly list = lastValue(this.resource);
  protected readonly own = computed(() => this.session.person()?.id);
  protected readonly provider = computed(() => this.session.view()?.methods.oidc ?? null);
  protected readonly hasPasswords = computed(() => this.session.view()?.methods.password ?? true);
  protected readonly linkNoteInWords = linkNoteInWords;
  protected readonly form = new OpenedPanel(this.panel, this.opener);
  protected readonly invited = signal<PersonLink | null>(null);

  constructor() {
    titlePage(() => this.words.say('shell.access.people'));
  }

  protected show(link: PersonLink): void {
    this.form.giveWay();
    this.invited.set(link);
    this.resource.reload();
  }
}
