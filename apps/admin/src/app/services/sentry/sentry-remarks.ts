import { Component, computed, inject, input } from '@angular/core';
import type { SentrySnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Notice } from '../../ui/notice';

/** What must be known before Sentry's figures are believed: a wrong environment name, or parts that were not read. */
@Component({
  selector: 'app-sentry-remarks',
  imports: [Notice],
  template: `
    @if (unknownEnvironment(); as text) {
      <app-notice tone="warning">{{ text }}</app-notice>
    }
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

  protected readonly unavailable = computed(() => {
    const parts = this.sentry().unavailable.map((part) => this.words.say(`services.sentry.parts.${part}`));
    return parts.length === 0
      ? null
      : this.words.say('services.sentry.unavailable', { parts: parts.join(', ') });
  });
}
