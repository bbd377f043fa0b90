import { Injectable, signal } from '@angular/core';
import type { Rule } from '@envscope/contracts/index.js';

/** The rule that was saved just now, for the list to confirm. */
@Injectable({ providedIn: 'root' })
export class LastSaved {
  readonly rule = signal<Rule | null>(null);
}
