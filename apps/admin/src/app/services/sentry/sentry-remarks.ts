import { Component, computed, inject, input } from '@angular/core';
import type { SentrySnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Notice } from '../../ui/layout/notice';
import { LeftOut } from '../left-out';

/** What must be known before Sentry's figures are believed: a wrong environment name, or parts that were not read, or that the server lacks. */
@Component({
  selector: 'app-sentry-remarks',
  imports: [LeftOut, Notice],
  template: `
    @if (unknownEnvironment(); as text) {
      <app-notice tone="warning">{{ text }}</app-notice>
    }
    @if (unsupported(); as text) {
      <app-notice tone="warning">{{ text }}</app-notice>
    }
    <app-left-out [count]="sentry().leftOut" />
    @if (unavailable(); as text) {
      <app-notice>{{ text }}</app-notice>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
    }
    :host:empty {
      display: none;
    }
  `,
})
export class SentryRemarks {
  readonly sentry = input.required<SentrySnapshot>();

  private readonly words = inject(Words);

  protected readonly unknownEnvironment = computed(() => {
    const { environment, knownEnvironments } = this.sentry();
    if (knownEnvironments === null) return null;
    const known = knownEnvironments.join(', ');
    return known === ''
      ? this.words.say('services.sentry.knowsNone', { environment })
      : this.words.say('services.sentry.unknownEnvironment', { environment, known });
  });

  protected readonly unsupported = computed(() => {
    const parts = this.namesOf(this.sentry().unsupported);
    if (parts === '') return null;
    return this.words.say(
      this.sentry().unsupported.includes('errors')
        ? 'services.sentry.unsupportedErrors'
        : 'services.sentry.unsupported',
      { parts },
    );
  });

  protected readonly unavailable = computed(() => {
    const parts = this.namesOf(this.sentry().unavailable);
    return parts === '' ? null : this.words.say('services.sentry.unavailable', { parts });
  });

  private namesOf(parts: SentrySnapshot['unavailable']): string {
    return parts.map((part) => this.words.say(`services.sentry.parts.${part}`)).join(', ');
  }
}
