import type { Signal } from '@angular/core';

/** Why nothing may be done with the buttons inside, provided by whoever knows. */
export abstract class Restriction {
  /** In words; null where they may be pressed. */
  abstract readonly reason: Signal<string | null>;
}
