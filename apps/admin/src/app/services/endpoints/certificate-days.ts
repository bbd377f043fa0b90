import { Component, computed, inject, input } from '@angular/core';
import { Words } from '../../language/words';
import { Absent } from '../../ui/figures/absent';
import { FigureWriter } from '../figure-writer';

/** How many days an endpoint's certificate has left, marked past the limit that the service's manifest has. */
@Component({
  selector: 'app-certificate-days',
  imports: [Absent],
  template: `
    @if (text(); as text) {
      <span [class]="tone()">{{ text }}</span>
    } @else {
      <app-absent [why]="words.say('services.endpoints.noCertificate')" />
    }
  `,
  styles: `
    .plain {
      color: var(--ink-muted);
    }
    .warning {
      color: var(--state-degraded-ink);
      font-weight: 600;
    }
    .critical {
      color: var(--state-down-ink);
      font-weight: 600;
    }
  `,
})
export class CertificateDays {
  readonly daysLeft = input.required<number | null>();

  protected readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly text = computed(() => {
    const count = this.daysLeft();
    if (count === null) return null;
    if (count < 0) return this.words.say('services.endpoints.expired');
    return this.words.say('services.endpoints.daysLeft', { count });
  });

  protected readonly tone = computed(() => {
    const days = this.daysLeft();
    if (days === null) return 'plain';
    if (days < 0) return 'critical';
    return this.writer.passed('endpoints', 'certificateDaysLeft', days) ? 'warning' : 'plain';
  });
}
