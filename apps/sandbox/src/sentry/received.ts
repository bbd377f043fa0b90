import type { Occurrence } from './tally.ts';

const KEPT_EVENTS = 1000;

/** An error event as an SDK sent it, reduced to what makes an issue of it. */
export interface ReceivedEvent {
  readonly eventId: string;
  readonly environment: string;
  readonly release: string | null;
  readonly level: string;
  readonly type: string | null;
  readonly value: string;
  readonly culprit: string | null;
  readonly filename: string | null;
  readonly platform: string;
  readonly isUnhandled: boolean;
  readonly userId: string | null;
  /** Events of the same fingerprint are one issue. */
  readonly fingerprint: string;
  readonly atMs: number;
}

/** Events that belong together, oldest first. */
export interface ReceivedIssue {
  /** Its place among all issues that were ever received, from 1. */
  readonly number: number;
  readonly latest: ReceivedEvent;
  readonly events: readonly ReceivedEvent[];
}

/** The last thousand events that came in, grouped into issues; it names the places where they came from. */
export class Received {
  private events: ReceivedEvent[] = [];
  private readonly numbers = new Map<string, number>();
  private accepted = 0;

  /** Takes an event; beyond a thousand the oldest goes, and an issue goes with its last event. */
  add(event: ReceivedEvent): void {
    this.accepted += 1;
    this.events = [...this.events, event].slice(-KEPT_EVENTS);
    if (!this.numbers.has(event.fingerprint)) this.numbers.set(event.fingerprint, this.numbers.size + 1);
  }

  /** The issues that the kept events make. */
  issues(): ReceivedIssue[] {
    const groups = Map.groupBy(this.events, ({ fingerprint }) => fingerprint);
    return [...groups].flatMap(([fingerprint, events]) => {
      const latest = events.at(-1);
      return latest ? [{ number: this.numbers.get(fingerprint) ?? 0, latest, events }] : [];
    });
  }

  /** The environments that the kept events name. */
  environments(): string[] {
    return [...new Set(this.events.map(({ environment }) => environment))];
  }

  /** The releases that the kept events name, with the moments of their first and last event. */
  releases(): { version: string; environments: string[]; firstMs: number; lastMs: number }[] {
    const named = Map.groupBy(this.events, ({ release }) => release);
    return [...named].flatMap(([version, events]) => {
      const [first, last] = [events[0], events.at(-1)];
      if (version === null || !first || !last) return [];
      const environments = [...new Set(events.map(({ environment }) => environment))];
      return [{ version, environments, firstMs: first.atMs, lastMs: last.atMs }];
    });
  }

  /** What came in: how many in all, and the kept ones. */
  state(): unknown {
    return { accepted: this.accepted, events: this.events };
  }

  /** Forgets every event. */
  reset(): void {
    this.events = [];
    this.numbers.clear();
    this.accepted = 0;
  }
}

/** The events of one environment as occurrences. */
export function occurrencesOf(events: readonly ReceivedEvent[], environment: string): Occurrence[] {
  return events.filter((event) => event.environment === environment).map(({ atMs }) => ({ atMs, count: 1 }));
}
