import { effect, inject, Injectable } from '@angular/core';
import { LiveFeed } from '../live/live-feed';
import { Door } from './door';
import { Session } from './session';

/** Asks who is signed in as the console is opened, and again when that may have changed; leaves for the door where nobody is. */
@Injectable({ providedIn: 'root' })
export class SessionWatch {
  private readonly session = inject(Session);
  private readonly feed = inject(LiveFeed);
  private readonly door = inject(Door);

  constructor() {
    this.session.begin();
    let wasSignedIn = false;
    effect(() => {
      const view = this.session.view();
      const state = view?.state;
      if (state === 'set-up-needed') this.door.leaveFor(state);
      if (state === 'signed-out') this.door.leaveFor(wasSignedIn ? 'ended' : state);
      wasSignedIn = state === 'signed-in';
      if (wasSignedIn && view?.grants.length === 0) this.door.leaveFor('no-access');
    });
    // A stream ends with its session, and does not say why.
    effect(() => {
      if (this.feed.state() === 'lost') this.session.reload();
    });
    // Other roles have the stream begin anew.
    effect((onCleanup) => {
      const subscription = this.feed.news.subscribe(({ kind }) => {
        if (kind === 'reset') this.session.reload();
      });
      onCleanup(() => subscription.unsubscribe());
    });
  }
}
