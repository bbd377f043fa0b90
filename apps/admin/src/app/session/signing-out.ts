import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { SignedOut } from '@envscope/contracts/index.js';
import { API } from '../api/api';
import { Action } from '../resources/action';
import { Door } from './door';

/** The way out: of the console, and of what signed the person in where that has such a place. */
@Injectable({ providedIn: 'root' })
export class SigningOut {
  private readonly http = inject(HttpClient);
  private readonly door = inject(Door);
  private readonly action = new Action<SignedOut>();

  readonly failure = this.action.failure;
  readonly isBusy = this.action.isBusy;

  /** Whether it is done; what went wrong is in `failure`. */
  async run(): Promise<boolean> {
    const isOut = await this.action.run(this.http.delete<SignedOut>(API.session));
    if (isOut) this.door.leave(this.action.answer()?.next);
    return isOut;
  }
}
