import {
  afterNextRender,
  type ElementRef,
  inject,
  Injector,
  linkedSignal,
  type Signal,
  type WritableSignal,
} from '@angular/core';

/**
 * A part of a page that one of its buttons opens: the focus goes into it, and back to the button once it is closed. Needs an
 * injection context.
 */
export class OpenedPanel {
  private readonly injector = inject(Injector);

  private readonly opened: WritableSignal<boolean>;

  readonly isOpen: Signal<boolean>;

  constructor(
    private readonly panel: Signal<ElementRef<HTMLElement> | undefined>,
    private readonly opener: Signal<ElementRef<HTMLElement>>,
    /** Whether somebody comes for what is in it. */
    isWanted: () => boolean = () => false,
  ) {
    this.opened = linkedSignal(isWanted);
    this.isOpen = this.opened.asReadonly();
  }

  open(): void {
    this.opened.set(true);
    // It opens below the button that was pressed: a scroll would only hide its beginning.
    afterNextRender(() => this.panel()?.nativeElement.focus({ preventScroll: true }), {
      injector: this.injector,
    });
  }

  close(): void {
    this.opened.set(false);
    this.opener().nativeElement.focus();
  }

  toggle(): void {
    if (this.opened()) this.close();
    else this.open();
  }

  /** Closes it for something that takes the focus itself, as what came of it does. */
  giveWay(): void {
    this.opened.set(false);
  }
}
