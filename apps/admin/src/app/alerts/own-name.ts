import { Injectable, signal } from '@angular/core';

const REMEMBERED = 'envscope.name';

/** The name under which this browser's user acts, since there is no sign-in; empty until one was given. */
@Injectable({ providedIn: 'root' })
export class OwnName {
  private readonly known = signal(localStorage.getItem(REMEMBERED) ?? '');

  readonly name = this.known.asReadonly();

  /** Goes by this name from now on, and in this browser's later visits. */
  remember(name: string): void {
    localStorage.setItem(REMEMBERED, name);
    this.known.set(name);
  }
}
