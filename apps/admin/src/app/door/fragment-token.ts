import { inject, type Signal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';

/**
 * The token behind the `#` of the address, which no server and no log sees; empty where there is none. It is taken out of the
 * address at once, so that neither the history nor a bookmark keeps it. Needs an injection context.
 */
export function fragmentToken(): Signal<string> {
  const router = inject(Router);
  const route = inject(ActivatedRoute);
  const token = signal('');
  // Also where the link is opened in a tab that has this page already.
  route.fragment.pipe(takeUntilDestroyed()).subscribe((fragment) => {
    if (!fragment) return;
    token.set(fragment);
    void router.navigate([], { relativeTo: route, replaceUrl: true });
  });
  return token.asReadonly();
}
