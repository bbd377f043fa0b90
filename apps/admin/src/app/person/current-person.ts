import { EnvironmentInjector, inject, Injectable, signal } from '@angular/core';
import { EMPTY, from, type Observable, switchMap } from 'rxjs';

const REMEMBERED = 'envscope.name';

/**
 * Who uses this browser. Since there is no sign-in it is a name that people give themselves, asked for once and remembered;
 * nothing else of the console knows where it is kept, so that a sign-in can take this class's place.
 */
@Injectable({ providedIn: 'root' })
export class CurrentPerson {
  private readonly injector = inject(EnvironmentInjector);
  private readonly known = signal(localStorage.getItem(REMEMBERED) ?? '');
  private asking: Promise<string | null> | undefined;

  /** Empty until one was given. */
  readonly name = this.known.asReadonly();

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
      this.known.set(name);
    }
    return name;
  }
}
