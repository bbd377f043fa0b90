import { Location } from '@angular/common';
import { DOCUMENT, inject, Injectable } from '@angular/core';

/** Pages that nobody has to be signed in for, or have a role. */
const PAGES = ['/sign-in', '/set-up', '/link', '/no-access'];

/** Why somebody is at the door who was inside. */
export type Leaving = 'signed-out' | 'set-up-needed' | 'ended' | 'no-access';

/**
 * The way in and out. Each time the console is loaded anew, so that nothing of what one person has read is left for another,
 * and the stream begins anew.
 */
@Injectable({ providedIn: 'root' })
export class Door {
  private readonly document = inject(DOCUMENT);
  private readonly location = inject(Location);
  private isLeaving = false;

  /** Whether the console was loaded at one of the pages at the door. */
  readonly isAt = PAGES.includes(this.path().replace(/[?#].*$/, ''));

  /** Leads to the sign-in, and from there back to where the person was. */
  leaveFor(why: Leaving): void {
    if (this.isAt || this.isLeaving) return;
    this.isLeaving = true;
    const back = new URLSearchParams({ back: this.path(), ...(why === 'ended' && { ended: '' }) });
    this.go(why === 'set-up-needed' ? '/set-up' : why === 'no-access' ? '/no-access' : `/sign-in?${back}`);
  }

  /** Leads out once somebody has signed out: to where they have to go on, or to the sign-in. */
  leave(next: string | null = null): void {
    if (next === null && !this.isAt) return this.leaveFor('signed-out');
    this.isLeaving = true;
    if (next === null) this.go('/sign-in');
    else this.document.location.assign(next);
  }

  /** Leads in, to an address of the console; to the overview where it is none. */
  enter(back = '/'): void {
    // Two slashes would begin the address of another host.
    this.go(/^\/(?![/\\])/.test(back) ? back : '/');
  }

  private go(path: string): void {
    // Nothing of what was read stays in sight until the page is there.
    this.document.documentElement.dataset['leaving'] = '';
    this.document.location.assign(this.location.prepareExternalUrl(path));
  }

  private path(): string {
    return this.location.path();
  }
}
