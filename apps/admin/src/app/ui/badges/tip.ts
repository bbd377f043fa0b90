import { Directive, ElementRef, inject, input } from '@angular/core';

/** Shows more of something while it is pointed at or has the focus. Those who hear the page need it said as well. */
@Directive({
  selector: '[appTip]',
  host: {
    '(pointerenter)': 'show()',
    '(focus)': 'show()',
  },
})
export class Tip {
  readonly appTip = input.required<string>();

  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected async show(): Promise<void> {
    const { showBubble } = await import('./bubble');
    if (this.element.isConnected) showBubble(this.element, this.appTip());
  }
}
