import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { type Grant, PeopleList, type PersonChange, PersonLink } from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { API } from '../../api/api';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { Announcements } from '../../resources/announcements';
import { Action } from '../../resources/action';
import { lastValue } from '../../resources/last-value';
import { ProblemNotice } from '../../resources/problem-notice';
import { Needs } from '../../session/needs';
import { Session } from '../../session/session';
import { Icon } from '../../ui/badges/icon';
import { Button } from '../../ui/buttons/button';
import { ConfirmButton } from '../../ui/buttons/confirm-button';
import { Failure } from '../../ui/layout/failure';
import { NotFoundPage } from '../../ui/layout/not-found-page';
import { titlePage } from '../../ui/layout/page-title';
import { Skeleton } from '../../ui/layout/skeleton';
import { ShownOnce } from '../shown-once';
import { GrantsEditor } from './grants-editor';
import { linkNoteInWords, rolesInWords, sourceInWords } from './person-words';

/** One person: their roles in each environment, a link for a new password, and their end. */
@Component({
  selector: 'app-person-page',
  imports: [
    Button,
    ConfirmButton,
    Failure,
    GrantsEditor,
    Icon,
    Needs,
    NotFoundPage,
    ProblemNotice,
    RouterLink,
    ShownOnce,
    Skeleton,
  ],
  templateUrl: 'person-page.html',
  styleUrl: '../../../styles/page.scss',
})
export class PersonPage {
  /** Of the person, from the address. */
  readonly id = input.required<string>();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  private readonly configuration = inject(Configuration);
  private readonly router = inject(Router);
  private readonly announcements = inject(Announcements);

  protected readonly resource = httpResource(() => API.people, { parse: (value) => PeopleList.parse(value) });
  private readonly list = lastValue(this.resource);
  protected readonly person = computed(() => this.list()?.people.find(({ id }) => id === this.id()));
  protected readonly isMissing = computed(() => this.list() !== undefined && this.person() === undefined);

  /** One who is invited may be invited again however people sign in; a new password takes passwords. */
  protected readonly takesLink = computed(() => {
    const person = this.person();
    const hasPasswords = this.session.view()?.methods.password ?? true;
    return person?.source === 'console' && (person.isInvited || hasPasswords);
  });
  protected readonly linkNoteInWords = linkNoteInWords;
  protected readonly source = computed(() => {
    const person = this.person();
    return person ? sourceInWords(person, this.words, this.session.view()?.methods.oidc ?? null) : '';
  });
  protected readonly rolesByGroups = computed(() =>
    rolesInWords(this.person()?.fromGroups?.grants ?? [], this.words, this.configuration),
  );

  /** As they are edited, until they are saved or read anew as others. */
  protected readonly grants = linkedSignal<readonly Grant[], readonly Grant[]>({
    source: () => this.person()?.grants ?? [],
    computation: (grants, previous) =>
      previous && JSON.stringify(previous.source) === JSON.stringify(grants) ? previous.value : grants,
  });
  protected readonly saving = new Action();
  protected readonly linking = new Action<PersonLink>();
  protected readonly removing = new Action();
  protected readonly link = signal<PersonLink | null>(null);
  protected readonly failure = computed(
    () => this.saving.failure() || this.linking.failure() || this.removing.failure(),
  );

  constructor() {
    titlePage(() => this.person()?.name ?? this.words.say('shell.access.people'));
  }

  protected save(): void {
    void this.change({ grants: [...this.grants()] });
  }

  protected async change(change: PersonChange): Promise<void> {
    if (!(await this.saving.run(this.http.patch(API.person(this.id()), change)))) return;
    this.announcements.announce(this.words.say('access.saved'));
    this.resource.reload();
  }

  protected async makeLink(): Promise<void> {
    const request = this.http
      .post<unknown>(API.personLinks(this.id()), {})
      .pipe(map((answer) => PersonLink.parse(answer)));
    if (await this.linking.run(request)) this.link.set(this.linking.answer() ?? null);
  }

  protected async remove(): Promise<void> {
    if (await this.removing.run(this.http.delete(API.person(this.id()))))
      await this.router.navigateByUrl('/people');
  }
}
