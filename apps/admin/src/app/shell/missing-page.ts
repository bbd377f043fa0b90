import { Location } from '@angular/common';
import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';

/** For which address the console was loaded anew, until a page opens. */
const RELOADED_FOR = 'envscope.reloadedFor';

/**
 * Opens pages whose files could not be loaded. A new release has other files than the one that is open: the console is
 * loaded anew at that address, once. Where that does not help, or the server does not answer, the page that is open stays
 * and says so.
 */
@Injectable({ providedIn: 'root' })
export class MissingPage {
  private readonly document = inject(DOCUMENT);
  private readonly location = inject(Location);
  private readonly address = signal<string | null>(null);

  /** The address of a page that could not be opened. */
  readonly missing = this.address.asReadonly();

  constructor() {
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.address.set(null);
        sessionStorage.removeItem(RELOADED_FOR);
      });
  }

  /** `url` is the router's, without the base of the console. */
  async open(url: string): Promise<void> {
    const address = this.location.prepareExternalUrl(url);
    if (sessionStorage.getItem(RELOADED_FOR) === address || !(await this.isServed())) {
      this.address.set(address);
      return;
    }
    sessionStorage.setItem(RELOADED_FOR, address);
    this.document.location.assign(address);
  }

  /** Without a server the browser would show a page of its own instead of the one that is open. */
  private async isServed(): Promise<boolean> {
    try {
      return (await fetch(this.document.baseURI, { cache: 'no-store' })).ok;
    } catch {
      return false;
    }
  }
}
