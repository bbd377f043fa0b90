import { HttpClient } from '@angular/common/http';
import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { Incident } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Words } from '../../language/words';
import { Announcements } from '../../resources/announcements';
import { CurrentPerson } from '../../person/current-person';
import { Action } from '../../resources/action';
import { Needs } from '../../session/needs';
import { placeOf } from '../../session/place';
import { Icon } from '../../ui/badges/icon';
import { Button } from '../../ui/buttons/button';

/** Takes an incident on with one press, and says in its place who did. Nothing where the incident is over. */
@Component({
  selector: 'app-acknowledge-button',
  imports: [Button, Icon, Needs],
  template: `
    @if (by(); as name) {
      <span #outcome class="by" tabindex="-1">
        <app-icon name="check" />{{ words.say('shell.acknowledge.by', { name }) }}
      </span>
    } @else if (incident().resolvedAt === null) {
      <button
        appButton
        type="button"
        appNeeds="incidents:write"
        [appNeedsIn]="place()"
        [attr.appButton]="look()"
        [attr.aria-label]="words.say('shell.acknowledge.actOn', { name: name() })"
        [isBusy]="acknowledging.isBusy()"
        (click)="acknowledge()"
      >
        {{ words.say(acknowledging.isBusy() ? 'shell.acknowledge.busy' : 'shell.acknowledge.act') }}
      </button>
    }
    <span class="failure" role="status">{{ acknowledging.failure() }}</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-1) var(--space-2);
    }
    .by {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      color: var(--ink-muted);
      font-size: var(--text-s);
      overflow-wrap: anywhere;
    }
    .by app-icon {
      color: var(--state-up-ink);
    }
    .failure {
      color: var(--state-down-ink);
      font-size: var(--text-s);
    }
    .failure:empty {
      display: none;
    }
  `,
})
export class AcknowledgeButton {
  readonly incident =
    input.required<Pick<Incident, 'id' | 'environment' | 'acknowledgement' | 'resolvedAt'>>();
  /** What the incident is called, since a list has many such buttons. */
  readonly name = input.required<string>();
  /** `primary` where it is what a page is there for. */
  readonly look = input<'' | 'primary'>('');
  /** It is acknowledged, or somebody else was faster: the incident is another one now. */
  readonly acted = output();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);
  private readonly person = inject(CurrentPerson);
  private readonly announcements = inject(Announcements);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly outcome = viewChild<ElementRef<HTMLElement>>('outcome');

  protected readonly place = computed(() => placeOf(this.incident().environment));
  protected readonly acknowledging = new Action();
  /** What this person has just acknowledged, until the incident is read anew. */
  private readonly done = signal<{ readonly id: string; readonly by: string } | null>(null);

  protected readonly by = computed(() => {
    const { id, acknowledgement } = this.incident();
    const done = this.done();
    return acknowledgement?.by ?? (done?.id === id ? done.by : null);
  });

  /** Whether the focus is to be where the button was, until the incident is read anew. */
  private holdsFocus = false;

  constructor() {
    effect(() => {
      if (this.incident().acknowledgement === null) return;
      // A list that is sorted by it moves the row, which takes the focus from it.
      if (this.holdsFocus) this.focusOutcome(() => document.activeElement === document.body);
      this.holdsFocus = false;
    });
  }

  protected async acknowledge(): Promise<void> {
    const { id } = this.incident();
    const request = this.person.act((by) => this.http.post(API.acknowledgement(id), { by, note: '' }));
    const isDone = await this.acknowledging.run(request);
    if (isDone) {
      this.done.set({ id, by: this.person.name() });
      this.announcements.announce(this.words.say('shell.acknowledge.done', { name: this.name() }));
      this.holdsFocus = this.host.nativeElement.contains(document.activeElement);
      if (this.holdsFocus) this.focusOutcome();
    }
    if (isDone || this.acknowledging.failure() !== '') this.acted.emit();
  }

  /** The button is gone; the keyboard goes on in its place. */
  private focusOutcome(isWanted = () => true): void {
    afterNextRender(
      () => {
        if (isWanted()) this.outcome()?.nativeElement.focus({ preventScroll: true });
      },
      { injector: this.injector },
    );
  }
}
