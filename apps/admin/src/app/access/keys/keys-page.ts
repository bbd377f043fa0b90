import { httpResource } from '@angular/common/http';
import { Component, ElementRef, inject, signal, viewChild } from '@angular/core';
import { ApiKeyList, type ApiKeyMade } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Words } from '../../language/words';
import { KeptFocus } from '../../resources/kept-focus';
import { lastValue } from '../../resources/last-value';
import { ProblemNotice } from '../../resources/problem-notice';
import { Needs } from '../../session/needs';
import { Button } from '../../ui/buttons/button';
import { OpenedPanel } from '../../ui/layout/opened-panel';
import { titlePage } from '../../ui/layout/page-title';
import { Skeleton } from '../../ui/layout/skeleton';
import { ShownOnce } from '../shown-once';
import { KeyForm } from './key-form';
import { KeyRow } from './key-row';

/** Keys by which programs come in: what each may do, when it was used, and new ones. */
@Component({
  selector: 'app-keys-page',
  imports: [Button, KeyForm, KeyRow, Needs, ProblemNotice, ShownOnce, Skeleton],
  template: `
    <header class="page-head">
      <h1 #title tabindex="-1">{{ words.say('shell.access.keys') }}</h1>
      <button
        #opener
        appButton
        type="button"
        appNeeds="keys:write"
        [attr.aria-expanded]="form.isOpen()"
        (click)="form.toggle()"
      >
        {{ words.say('access.keys.new') }}
      </button>
    </header>
    <p class="hint">{{ words.say('access.keys.lead') }}</p>
    @if (lastMade(); as made) {
      <app-shown-once
        [heading]="words.say('access.keys.created', { name: made.apiKey.name })"
        [note]="words.say('access.shownOnce')"
        [secret]="made.key"
        (closed)="lastMade.set(null); form.close()"
      >
        <p>{{ words.say('access.keys.usage') }}</p>
        <pre>Authorization: Bearer {{ made.apiKey.hint }}…</pre>
      </app-shown-once>
    }
    @if (form.isOpen()) {
      <section #panel class="panel" tabindex="-1" [attr.aria-label]="words.say('access.keys.new')">
        <app-key-form (made)="show($event)">
          <button appButton type="button" (click)="form.close()">{{ words.say('shell.word.cancel') }}</button>
        </app-key-form>
      </section>
    }
    <app-problem-notice [of]="resource" [isRefresh]="list() !== undefined" />
    @if (list(); as list) {
      @if (list.apiKeys.length > 0) {
        <ul class="rows" [attr.aria-label]="words.say('shell.access.keys')">
          @for (key of list.apiKeys; track key.id) {
            <li><app-key-row [key]="key" (settled)="readAnew()" /></li>
          }
        </ul>
      } @else {
        <div class="empty">
          <strong>{{ words.say('access.keys.none') }}</strong>
          <p>{{ words.say('access.keys.noneNote') }}</p>
        </div>
      }
    } @else if (resource.isLoading()) {
      <div aria-busy="true"><app-skeleton height="20rem" /></div>
    }
  `,
  styleUrl: '../../../styles/page.scss',
})
export class KeysPage {
  protected readonly words = inject(Words);
  private readonly title = viewChild<ElementRef<HTMLElement>>('title');
  private readonly panel = viewChild<ElementRef<HTMLElement>>('panel');
  private readonly opener = viewChild.required<unknown, ElementRef<HTMLElement>>('opener', {
    read: ElementRef,
  });

  protected readonly resource = httpResource(() => API.apiKeys, {
    parse: (value) => ApiKeyList.parse(value),
  });
  protected readonly list = lastValue(this.resource);
  protected readonly form = new OpenedPanel(this.panel, this.opener);
  private readonly focus = new KeptFocus(this.list, this.title);
  protected readonly lastMade = signal<ApiKeyMade | null>(null);

  constructor() {
    titlePage(() => this.words.say('shell.access.keys'));
  }

  protected show(made: ApiKeyMade): void {
    this.form.giveWay();
    this.lastMade.set(made);
    this.resource.reload();
  }

  /** A key that is revoked has no button any more. */
  protected readAnew(): void {
    this.focus.keep();
    this.resource.reload();
  }
}
