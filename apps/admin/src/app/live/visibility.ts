import { DOCUMENT, inject, Injectable, signal } from '@angular/core';

/** Whether a person may be looking at this tab. */
@Injectable({ providedIn: 'root' })
export class Visibility {
  private readonly document = inject(DOCUMENT);
  private readonly visible = signal(!this.document.hidden);

  readonly isVisible = this.visible.asReadonly();

  constructor() {
    this.document.addEventListener('visibilitychange', () => this.visible.set(!this.document.hidden));
  }
}
