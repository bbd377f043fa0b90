import { computed, DestroyRef, Directive, ElementRef, inject, input } from '@angular/core';
import { type Permission, ROLE_OF_PERMISSION } from '@envscope/contracts/index.js';
import { Configuration } from '../configuration/configuration';
import { Words } from '../language/words';
import { Announcements } from '../resources/announcements';
import { Restriction } from '../ui/buttons/restriction';
import type { Place } from './place';
import { Session } from './session';

/**
 * What the buttons here do takes this permission, at this place. Where the person lacks it they stay where they are, can be
 * reached with the keyboard, say why, and do nothing.
 */
@Directive({
  selector: '[appNeeds]',
  exportAs: 'appNeeds',
  providers: [{ provide: Restriction, useExisting: Needs }],
})
export class Needs implements Restriction {
  readonly appNeeds = input.required<Permission>();
  readonly appNeedsIn = input<Place>();

  private readonly session = inject(Session);
  private readonly announcements = inject(Announcements);

  private readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  readonly reason = computed(() => {
    const [permission, place] = [this.appNeeds(), this.appNeedsIn()];
    return this.session.may(permission, place) ? null : this.missing(permission, place);
  });

  constructor() {
    const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const ending = new AbortController();
    inject(DestroyRef).onDestroy(() => ending.abort());
    // Before the element's own listeners, in whatever order they were added.
    for (const kind of ['click', 'submit']) {
      element.addEventListener(kind, (event) => this.stop(event), { capture: true, signal: ending.signal });
    }
    for (const kind of ['pointerover', 'focusin']) {
      element.addEventListener(kind, (event) => void this.explain(event), { signal: ending.signal });
    }
  }

  private missing(permission: Permission, place: Place): string {
    const role = this.words.say(`shell.role.${ROLE_OF_PERMISSION[permission]}`);
    if (place === undefined) return this.words.say('shell.access.needs.somewhere', { role });
    if (place === null) return this.words.say('shell.access.needs.everywhere', { role });
    const environments = [place].flat().filter((one) => !this.session.may(permission, one));
    const names = environments.map((one) => this.configuration.nameOf(one));
    return this.words.say('shell.access.needs.environment', { role, environment: names.join(', ') });
  }

  private stop(event: Event): void {
    const reason = this.reason();
    if (reason === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.announcements.announce(reason);
    void this.explain(event);
  }

  /** Shows the reason beside the button: by touch there is no hovering, and a title is for the mouse alone. */
  private async explain({ target }: Event): Promise<void> {
    if (this.reason() === null || !(target instanceof Element)) return;
    const button = target.closest<HTMLElement>('[aria-disabled=true]');
    if (button === null) return;
    const { showBubble } = await import('../ui/badges/bubble');
    const reason = this.reason();
    if (reason !== null && button.isConnected) showBubble(button, reason);
  }
}
