import { computed, EnvironmentInjector, inject, Injectable, signal } from '@angular/core';
import { Session } from '../session/session';
import { EMPTY, from, type Observable, switchMap } from 'rxjs';

const REMEMBERED = 'envscope.name';

/**
 * Under which name people act: the one that they are signed in with. In a demo, and where everybody is let in, it is one that
 * they give themselves, asked for once and remembered.
 */
@Injectable({ providedIn: 'root' })
export class CurrentPerson {
  private readonly injector = inject(EnvironmentInjector);
  private readonly session = inject(Session);
  private readonly given = signal(localStorage.getItem(REMEMBERED) ?? '');
  private asking: Promise<string | null> | undefined;

  /** Whether people are signed in as themselves, so that their name is not theirs to choose here. */
  readonly isSignedIn = computed(() => ['person', 'proxy'].includes(this.session.person()?.kind ?? ''));
  /** Empty until one was given. */
  readonly name = computed(() => (this.isSignedIn() ? (this.session.person()?.name ?? '') : this.given()));

  /** The name to act under, asked for where none is known. Null where a person would not say; rejects as `ask` does. */
  async identify(): Promise<string | null> {
    return this.name() || this.ask();
  }

  /** Sends a request under the person's name. Nothing is sent, and nothing comes, where a person would not say it. */
  act<T>(request: (by: string) => Observable<T>): Observable<T> {
    return from(this.identify()).pipe(switchMap((by) => (by === null ? EMPTY : request(by))));
  }

  /** Asks for a name, whether or not one is known. Rejects where the question could not be loaded. */
  ask(): Promise<string | null> {
    this.asking ??= this.open().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async open(): Promise<string | null> {
    const { askForName } = await import('./name-dialog');
    const name = await askForName(this.injector, this.name());
    if (name !== null) {
      localStorage.setItem(REMEMBERED, name);
      this.given.set(name);
    }
    return name;
  }
}
