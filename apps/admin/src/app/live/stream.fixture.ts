import type { Provider } from '@angular/core';
import type { AlertEvent, ConsoleEvent, ObservationEvent } from '@envscope/contracts/index.js';
import { OPEN_STREAM } from './open-stream';
import type { LinkState, StreamMessage } from './stream-link';

/** A stream that says what a spec lets it say. */
export class FakeStream {
  private hear: (message: StreamMessage) => void = () => {};

  readonly provider: Provider = {
    provide: OPEN_STREAM,
    useValue: (hear: (message: StreamMessage) => void) => {
      this.hear = hear;
      return () => {};
    },
  };

  state(state: LinkState): void {
    this.hear({ kind: 'state', state });
  }

  reset(): void {
    this.hear({ kind: 'event', name: 'reset', data: '{}' });
  }

  console(isStoreFailing: boolean, more: Partial<ConsoleEvent> = {}): void {
    this.hear({ kind: 'event', name: 'console', data: JSON.stringify({ isStoreFailing, ...more }) });
  }

  alert(event: Partial<AlertEvent> | Record<string, unknown> = {}): void {
    const alert = { topic: 'incidents', environment: 'prod', incidentId: null, ...event };
    this.hear({ kind: 'event', name: 'alert', data: JSON.stringify(alert) });
  }

  observation(event: Partial<ObservationEvent> | Record<string, unknown> = {}): void {
    const seen = {
      environment: 'prod',
      service: 'redis',
      status: 'up',
      observedAt: '2026-11-23T06:00:00.000Z',
      hasChanged: true,
      ...event,
    };
    this.hear({ kind: 'event', name: 'observation', data: JSON.stringify(seen) });
  }
}
