import { Component, computed, inject, input } from '@angular/core';
import { Words } from '../../language/words';
import { Absent } from '../../ui/figures/absent';

/** Certificates are mostly renewed at a month before their end: at half of that, nobody did. */
const SOON_DAYS = 14;

/** How many days a certificate has left. */
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

  protected readonly text = computed(() => {
    const count = this.daysLeft();
    if (count === null) return null;
    if (count < 0) return this.words.say('services.endpoints.expired');
    return this.words.say('services.endpoints.daysLeft', { count });
  });

  protected readonly tone = computed(() => {
    const days = this.daysLeft() ?? Infinity;
    return days < 0 ? 'critical' : days <= SOON_DAYS ? 'warning' : 'plain';
  });
}
