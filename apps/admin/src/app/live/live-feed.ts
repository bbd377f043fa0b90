import { computed, DestroyRef, effect, inject, Injectable, signal } from '@angular/core';
import { AlertEvent, ConsoleEvent, ObservationEvent, type StoreProblem } from '@envscope/contracts/index.js';
import { Subject } from 'rxjs';
import { OPEN_STREAM } from './open-stream';
import type { LinkState, StreamMessage } from './stream-link';
import { Visibility } from './visibility';

/**
 * News for whoever shows something: a service was checked, something of the alerts has changed, or everything shown must
 * be read anew.
 */
export type News =
  | { readonly kind: 'observation'; readonly observation: ObservationEvent }
  | { readonly kind: 'alert'; readonly alert: AlertEvent }
  | { readonly kind: 'reset' };

/** How often pages are read anew while the stream is lost: a proxy may let requests through and not streams. */
const POLL_MS = 30_000;

/** The events of the server, as they happen. */
@Injectable({ providedIn: 'root' })
export class LiveFeed {
  private readonly visibility = inject(Visibility);
  private readonly heard = new Subject<News>();
  private readonly linkState = signal<LinkState>('connecting');
  private readonly condition = signal<ConsoleEvent | null>(null);
  private isConditionHeard = false;
  private readonly paused = signal(false);

  readonly news = this.heard.asObservable();
  readonly state = this.linkState.asReadonly();
  /** Whether the console's own store fails: it checks, but cannot keep what it sees. */
  readonly storeProblem = computed(() => problemOf(this.condition()));
  /** Whether the console's own connection is away: it observes nothing public. */
  readonly outage = computed(() => this.condition()?.outage ?? null);
  /** Since when workers cannot be asked, so that the console checks everything itself; null where they can, or there are none. */
  readonly queueAwaySince = computed(() => this.condition()?.queueAwaySince ?? null);
  /** Of which locations nothing comes, though targets are checked from there. */
  readonly queueRival = computed(() => this.condition()?.queueRival ?? null);
  readonly silentLocations = computed(() => this.condition()?.silentLocations ?? []);
  /** How many notifications reached nobody, and nobody has dismissed. */
  readonly deadLetterCount = computed(() => this.condition()?.deadLetterCount ?? 0);
  /** How much was done that the audit log could not be given yet. */
  readonly unrecordedCount = computed(() => this.condition()?.unrecordedCount ?? 0);
  /** Whether a person stopped the pages from changing. */
  readonly isPaused = this.paused.asReadonly();

  constructor() {
    const close = inject(OPEN_STREAM)((message) => this.hear(message));
    inject(DestroyRef).onDestroy(close);
    effect((onCleanup) => {
      if (this.state() !== 'lost' || !this.visibility.isVisible()) return;
      const timer = setInterval(() => this.heard.next({ kind: 'reset' }), POLL_MS);
      onCleanup(() => clearInterval(timer));
    });
  }

  pause(): void {
    this.paused.set(true);
  }

  resume(): void {
    this.paused.set(false);
  }

  /** Takes how the console stands from another answer, until the stream has said it. */
  begin(condition: ConsoleEvent): void {
    if (!this.isConditionHeard) this.condition.set(condition);
  }

  private hear(message: StreamMessage): void {
    if (message.kind === 'state') {
      this.linkState.set(message.state);
      return;
    }
    const content: unknown = JSON.parse(message.data);
    if (message.name === 'reset') this.heard.next({ kind: 'reset' });
    if (message.name === 'console') {
      this.isConditionHeard = true;
      this.condition.set(ConsoleEvent.parse(content));
    }
    // An older page may not know a newer service or topic; what it does not know, it does not show.
    if (message.name === 'alert') {
      const { data: alert } = AlertEvent.safeParse(content);
      if (alert) this.heard.next({ kind: 'alert', alert });
    }
    if (message.name === 'observation') {
      const { data: observation } = ObservationEvent.safeParse(content);
      if (observation) this.heard.next({ kind: 'observation', observation });
    }
  }
}

/** An older server says only that something is wrong. */
function problemOf(condition: ConsoleEvent | null): StoreProblem | null {
  return condition?.storeProblem ?? (condition?.isStoreFailing ? 'failing' : null);
}
