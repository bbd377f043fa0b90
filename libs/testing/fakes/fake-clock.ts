import type { Clock } from '@envscope/integrations/kernel/clock.js';
import { STORY_START_MS } from '../observations.js';

/** Both clocks, which show what a spec wants them to. */
export class FakeClock implements Clock {
  private wallMs = STORY_START_MS;
  private steadyMs = 60_000;

  readonly now = (): number => this.wallMs;
  readonly steady = (): number => this.steadyMs;

  /** Time goes by. */
  pass(ms: number): void {
    this.wallMs += ms;
    this.steadyMs += ms;
  }

  /** Somebody sets the wall clock; to a process a machine that slept looks the same. */
  set(byMs: number): void {
    this.wallMs += byMs;
  }
}
