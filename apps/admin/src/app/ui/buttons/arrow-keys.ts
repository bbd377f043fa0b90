import { Directive, ElementRef, inject } from '@angular/core';

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Lets arrow keys, Home and End move the focus among the links of a navigation. Each stays reachable by Tab too. */
@Directive({ selector: '[appArrowKeys]', host: { '(keydown)': 'move($event)' } })
export class ArrowKeys {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected move(event: KeyboardEvent): void {
    const links = [...this.host.nativeElement.querySelectorAll('a')];
    const current = links.findIndex((link) => link === event.target);
    const step = STEPS[event.key];
    const next =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? links.length - 1
          : step === undefined
            ? null
            : current + step;
    if (current < 0 || next === null) return;
    event.preventDefault();
    links.at(next % links.length)?.focus();
  }
}
