import { effect, inject, PendingTasks, type Signal, signal } from '@angular/core';

/**
 * How many of a page's parts may be drawn by now: one at first, and one more after each time that the page was drawn, until it is
 * all of them. In one go they would keep a phone from answering anybody for most of a second. What comes later is to
 * stand below or beside what is there, or to have its room held.
 */
export function inTurns(total: () => number): Signal<number> {
  const drawn = signal(1);
  const tasks = inject(PendingTasks);
  effect((onCleanup) => {
    if (drawn() >= total()) return;
    const finish = tasks.add();
    const timer = setTimeout(() => drawn.update((parts) => parts + 1));
    onCleanup(() => {
      clearTimeout(timer);
      finish();
    });
  });
  return drawn.asReadonly();
}
