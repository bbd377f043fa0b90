import { effect, inject, Injectable, signal } from '@angular/core';
import { Visibility } from './visibility';

const TICK_MS = 1_000;

/** The time, told each second while the tab is seen. */
@Injectable({ providedIn: 'root' })
export class Clock {
  private readonly visibility = inject(Visibility);
  private readonly time = signal(Date.now());

  readonly nowMs = this.time.asReadonly();

  constructor() {
    effect((onCleanup) => {
      if (!this.visibility.isVisible()) return;
      this.time.set(Date.now());
      const timer = setInterval(() => this.time.set(Date.now()), TICK_MS);
      onCleanup(() => clearInterval(timer));
    });
  }
}
