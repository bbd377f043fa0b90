import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type {
  CheckStatus,
  EnvironmentId,
  ServiceCard as Card,
  ServiceConfig,
} from '@envscope/contracts/index.js';
import { keyOfState } from '@envscope/texts/state-word.js';
import { Configuration } from '../configuration/configuration';
import { silenceMs } from '../configuration/freshness';
import { Words } from '../language/words';
import { Ago } from '../live/ago';
import { Clock } from '../live/clock';
import { Lasting } from '../live/lasting';
import { ServiceViewOutlet } from '../services/service-view';
import { SilenceMark } from '../silences/silence-mark';
import { SilenceMenu } from '../silences/silence-menu';
import { VendorLink } from '../ui/layout/vendor-link';
import { Icon } from '../ui/badges/icon';
import { Skeleton } from '../ui/layout/skeleton';
import { held } from '../ui/charts/held';
import { Sparkline } from '../ui/charts/sparkline';
import { StatusBadge } from '../ui/badges/status-badge';
import { Attention } from './attention';
import { RecoveringMark } from './recovering-mark';
import { ServiceMarks } from './service-marks';
import { Unconfigured } from './unconfigured';

/** The frame that all services have in common: how it stands, since when, how sure that is, and where to go on. */
@Component({
  selector: 'app-service-card',
  imports: [
    Ago,
    Attention,
    Icon,
    Lasting,
    RecoveringMark,
    RouterLink,
    ServiceMarks,
    ServiceViewOutlet,
    SilenceMark,
    SilenceMenu,
    Skeleton,
    Sparkline,
    StatusBadge,
    Unconfigured,
    VendorLink,
  ],
  templateUrl: 'service-card.html',
  styleUrl: 'service-card.scss',
  host: {
    role: 'article',
    '[attr.aria-labelledby]': 'headingId()',
    '[attr.data-status]': 'status()',
    '[class.stale]': 'isStale()',
    '[class.folded]': 'isFolded()',
  },
})
export class ServiceCard {
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();
  /** Undefined where the server sends nothing about a service that it has configured. */
  readonly card = input<Card>();
  /** How the service stands with its incidents. */
  readonly standing = input<CheckStatus>();

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly clock = inject(Clock);

  protected readonly name = computed(() => this.words.service(this.config().service));
  protected readonly scope = computed(() => ({
    environment: this.environment(),
    service: this.config().service,
  }));
  /** As people tell it from those of other environments where they do not see its card. */
  protected readonly fullName = computed(
    () => `${this.name()}, ${this.configuration.nameOf(this.environment())}`,
  );
  protected readonly headingId = computed(() => `card-${this.environment()}-${this.config().service}`);
  protected readonly link = computed(() => [
    '/environments',
    this.environment(),
    'services',
    this.config().service,
  ]);
  protected readonly status = computed(() => {
    const card = this.card();
    if (!this.config().isConfigured) return 'unconfigured';
    return card?.status ?? 'unknown';
  });

  /** The same as on the overview. */
  protected readonly word = computed(() => {
    const card = this.card();
    return card && this.config().isConfigured
      ? this.words.say(keyOfState(card))
      : this.words.status(this.status());
  });

  /** What the body shows: figures only where there are any to show. */
  protected readonly content = computed(() => {
    const card = this.card();
    if (this.status() === 'unconfigured') return 'unconfigured';
    if (!card) return 'missing';
    if (card.observedAt === null) return 'waiting';
    return 'figures';
  });

  protected readonly isStale = computed(() => {
    const card = this.card();
    return card !== undefined && silenceMs(card, this.clock.nowMs()) !== null;
  });

  /** What is well is short on a phone, so that what is not is seen. Only there: styles decide. */
  protected readonly isUnfolded = signal(false);
  protected readonly canFold = computed(
    () =>
      this.content() === 'figures' &&
      (this.status() === 'up' || this.status() === 'paused') &&
      !this.isStale(),
  );
  protected readonly isFolded = computed(() => this.canFold() && !this.isUnfolded());

  protected readonly problems = computed(() => {
    const counts = this.card()?.counts;
    return counts ? counts.down + counts.degraded + counts.unknown : 0;
  });

  protected readonly attention = computed(() =>
    (this.card()?.attention ?? []).filter(({ status }) => status !== 'unconfigured'),
  );

  protected readonly history = computed(() => {
    const sparkline = this.card()?.sparkline;
    if (!sparkline || sparkline.values.every((value) => value === null)) return null;
    const name = this.words.measurement(sparkline.measurement);
    const latest = sparkline.values.findLast((value) => value !== null) ?? null;
    return {
      name,
      values: held(sparkline.values, this.config().intervalMs, sparkline.stepMs),
      latest: latest === null ? '' : this.words.measured(sparkline.measurement, latest),
      label: this.words.say('shell.card.history', { name }),
    };
  });
}
