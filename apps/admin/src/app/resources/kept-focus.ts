import { afterNextRender, effect, type ElementRef, inject, Injector, type Signal } from '@angular/core';

/**
 * Where a list is read anew after something was done in it, the row that had the focus may be gone: the keyboard then goes on
 * at the list's title. Needs an injection context.
 */
export class KeptFocus {
  private readonly injector = inject(Injector);
  private isWanted = false;

  constructor(list: Signal<unknown>, title: Signal<ElementRef<HTMLElement> | undefined>) {
    effect(() => {
      list();
      if (!this.isWanted) return;
      this.isWanted = false;
      afterNextRender(
        () => {
          if (document.activeElement === document.body) title()?.nativeElement.focus({ preventScroll: true });
        },
        { injector: this.injector },
      );
    });
  }

  /** Something was done: the list is about to be read anew. */
  keep(): void {
    this.isWanted = true;
  }
}
