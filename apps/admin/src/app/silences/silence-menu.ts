import { HttpClient } from '@angular/common/http';
import { Component, computed, ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { Mute } from '@envscope/contracts/index.js';
import { concatMap, from, map, tap, toArray } from 'rxjs';
import { API } from '../api/api';
import { Words } from '../language/words';
import { Clock } from '../live/clock';
import { Announcements } from '../resources/announcements';
import { CurrentPerson } from '../person/current-person';
import { Action } from '../resources/action';
import { Needs } from '../session/needs';
import { Icon } from '../ui/badges/icon';
import { Button } from '../ui/buttons/button';
import { CurrentMutes } from './current-mutes';
import { SilencePanel } from './silence-panel';
import { type SilenceScope, wholeScope } from './silence-scope';

/**
 * Silences something in two presses, and notifies of it again with one. Whether it is silenced, and until when, the mark
 * beside it says.
 */
@Component({
  selector: 'app-silence-menu',
  imports: [Button, Icon, Needs, SilencePanel],
  template: `
    <button
      #opener
      appButton
      type="button"
      appNeeds="mutes:write"
      [appNeedsIn]="scope().environment"
      [attr.appButton]="look()"
      [attr.aria-label]="label()"
      [attr.aria-haspopup]="isSilenced() ? null : 'dialog'"
      [attr.aria-expanded]="isSilenced() ? null : isOpen()"
      [isBusy]="acting.isBusy()"
      [title]="look() === 'icon' ? label() : ''"
      (pointerdown)="remember()"
      (click)="press()"
    >
      <app-icon [name]="isSilenced() ? 'bell' : 'muted'" />
      @if (look() === '') {
        {{ word() }}
      }
    </button>
    <span class="failure" role="status">{{ isOpen() ? '' : acting.failure() }}</span>
    @if (isOpen()) {
      @defer (on immediate) {
        <app-silence-panel
          [heading]="label()"
          [anchor]="trigger().nativeElement"
          [isBusy]="acting.isBusy()"
          [failure]="acting.failure()"
          [(reason)]="reason"
          (wished)="silence($event)"
          (closed)="isOpen.set(false)"
        />
      } @error {
        <span class="failure" role="alert">{{ words.say('shell.problem.chunk') }}</span>
      }
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-1) var(--space-2);
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
export class SilenceMenu {
  readonly scope = input.required<SilenceScope>();
  /** What is silenced, as people call it: `Redis, Production`. */
  readonly name = input.required<string>();
  readonly look = input<'' | 'icon'>('');

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);
  private readonly clock = inject(Clock);
  private readonly person = inject(CurrentPerson);
  private readonly mutes = inject(CurrentMutes);
  private readonly announcements = inject(Announcements);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly trigger = viewChild.required<unknown, ElementRef<HTMLElement>>('opener', {
    read: ElementRef,
  });

  protected readonly isOpen = signal(false);
  /** What was written stays where the panel is closed, or silencing failed. */
  protected readonly reason = signal('');
  protected readonly acting = new Action<unknown>();
  /** The press that closes the panel, since it is outside of it, is not to open it again. */
  private wasOpen = false;

  private readonly silences = computed(() => this.mutes.silencesOf(this.scope()));
  protected readonly isSilenced = computed(() => this.silences().length > 0);
  protected readonly word = computed(() =>
    this.words.say(this.isSilenced() ? 'shell.silence.end' : 'shell.silence.act'),
  );
  protected readonly label = computed(() =>
    this.words.say(this.isSilenced() ? 'shell.silence.endOf' : 'shell.silence.actOn', { name: this.name() }),
  );

  protected press(): void {
    if (this.acting.isBusy()) return;
    if (this.isSilenced()) void this.end();
    else if (this.isOpen() || this.wasOpen) this.isOpen.set(false);
    else void this.open();
    this.wasOpen = false;
  }

  protected remember(): void {
    this.wasOpen = this.isOpen();
  }

  protected async silence(endsAt: string): Promise<void> {
    const scope = wholeScope(this.scope());
    const reason = this.reason();
    const request = this.person.act((by) =>
      this.http
        .post(API.mute, { kind: 'silence', scope, endsAt, reason, by })
        .pipe(map((mute) => Mute.parse(mute))),
    );
    if (!(await this.acting.run(request.pipe(tap((mute) => this.mutes.learn(mute)))))) return;
    this.reason.set('');
    this.close();
    const time = this.words.comingTime(endsAt, this.clock.read());
    this.announcements.announce(this.words.say('shell.silence.done', { name: this.name(), time }));
  }

  /** Asks for the name first: a question over the open panel would close it. */
  private async open(): Promise<void> {
    if (!(await this.acting.run(from(this.person.identify())))) return;
    if (this.acting.answer() !== null) this.isOpen.set(true);
  }

  private async end(): Promise<void> {
    const request = this.person.act((by) =>
      from(this.silences()).pipe(
        concatMap(({ id }) => this.http.post(API.muteEnd(id), { by })),
        tap((mute) => this.mutes.learn(Mute.parse(mute))),
        toArray(),
      ),
    );
    if (!(await this.acting.run(request))) return;
    this.announcements.announce(this.words.say('shell.silence.ended', { name: this.name() }));
  }

  /** The panel goes, and the keyboard goes on at what opened it, unless it is elsewhere. */
  private close(): void {
    if (this.host.nativeElement.contains(document.activeElement)) this.trigger().nativeElement.focus();
    this.isOpen.set(false);
  }
}
