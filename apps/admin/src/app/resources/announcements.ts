import { Injectable, signal } from '@angular/core';

/** What came of something that a person did, for people who cannot see the page. */
@Injectable({ providedIn: 'root' })
export class Announcements {
  private readonly said = signal('');

  readonly latest = this.said.asReadonly();

  /** A sentence that was said before is said again. */
  announce(text: string): void {
    // What stays the same in the page is not read out.
    this.said.update((before) => (before === text ? `${text}\u00a0` : text));
  }
}
