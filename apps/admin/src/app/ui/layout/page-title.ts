import { effect, inject, Injectable, signal } from '@angular/core';
import type { CheckStatus } from '@envscope/contracts/index.js';

/** What the page that is open is about, for the tab's title. */
@Injectable({ providedIn: 'root' })
export class PageTitle {
  readonly text = signal('');
  /** How that is; undefined where the page is about nothing that has a status. */
  readonly status = signal<CheckStatus | undefined>(undefined);
}

/** Names the page in the tab's title, and again whenever its name or status changes. Needs an injection context. */
export function titlePage(name: () => string, status: () => CheckStatus | undefined = () => undefined): void {
  const title = inject(PageTitle);
  effect(() => {
    title.text.set(name());
    title.status.set(status());
  });
}
