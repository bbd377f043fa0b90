import { effect, inject, Injectable, signal } from '@angular/core';

/** What the page that is open is about, for the tab's title. */
@Injectable({ providedIn: 'root' })
export class PageTitle {
  readonly text = signal('');
}

/** Names the page in the tab's title, and names it anew whenever `name` changes. Needs an injection context. */
export function titlePage(name: () => string): void {
  const title = inject(PageTitle);
  effect(() => title.text.set(name()));
}
