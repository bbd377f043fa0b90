import { HttpClient } from '@angular/common/http';
import {
  afterNextRender,
  Component,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { form, FormField, FormRoot, validateStandardSchema } from '@angular/forms/signals';
import { type Mute, MuteEnd } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Action } from '../../resources/action';
import { Words } from '../../language/words';
import { OwnName } from '../own-name';
import { Button } from '../../ui/buttons/button';
import { Field, FieldControl } from '../../ui/forms/field';

/** Ends a mute before its time, or calls off a planned one, in a person's name. */
@Component({
  selector: 'app-mute-ending',
  imports: [Button, Field, FieldControl, FormField, FormRoot],
  template: `
    @if (isAsking()) {
      <form [formRoot]="ending" (keydown.escape)="show(false)">
        <app-field [label]="words.say('shell.word.yourName')" [entry]="ending.by">
          <input #first appFieldControl type="text" autocomplete="nickname" [formField]="ending.by" />
        </app-field>
        <button appButton="primary" type="submit" [disabled]="ending().submitting()">{{ action() }}</button>
        <button appButton type="button" (click)="show(false)">{{ words.say('shell.word.cancel') }}</button>
      </form>
    } @else {
      <button #first appButton type="button" (click)="show(true)">{{ action() }}</button>
    }
    <p role="status">{{ stopping.failure() }}</p>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: end;
      gap: var(--space-1);
    }
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: var(--space-2);
    }
    p {
      color: var(--state-down-ink);
      font-size: var(--text-s);
    }
    p:empty {
      display: none;
    }
    @media (width < 44rem) {
      :host {
        justify-items: start;
      }
    }
  `,
})
export class MuteEnding {
  readonly mute = input.required<Mute>();
  readonly isPlanned = input.required<boolean>();
  readonly settled = output();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);
  private readonly injector = inject(Injector);
  private readonly ownName = inject(OwnName);
  private readonly first = viewChild<unknown, ElementRef<HTMLElement>>('first', { read: ElementRef });

  protected readonly isAsking = signal(false);
  protected readonly stopping = new Action();
  private readonly entry = signal<MuteEnd>({ by: this.ownName.name() });

  protected readonly ending = form(this.entry, (ending) => validateStandardSchema(ending, MuteEnd), {
    submission: { action: () => this.end() },
  });

  protected action(): string {
    return this.words.say(this.isPlanned() ? 'alerting.mute.callOff' : 'alerting.mute.end');
  }

  protected show(isAsking: boolean): void {
    this.isAsking.set(isAsking);
    afterNextRender(() => this.first()?.nativeElement.focus(), { injector: this.injector });
  }

  private async end(): Promise<void> {
    const end = MuteEnd.parse(this.entry());
    const isEnded = await this.stopping.run(this.http.post(API.muteEnd(this.mute().id), end));
    if (isEnded) this.ownName.remember(end.by);
    // Also where it failed: somebody else may have ended it.
    this.isAsking.set(false);
    if (isEnded || this.stopping.failure() !== '') this.settled.emit();
  }
}
