import { Component, input } from '@angular/core';
import { Fact, Facts } from './fact';
import type { FigureEntry } from './figure-list';

/** So many letters do not fit in a column. */
const LONG = 50;

/** Names and values in small print; facts that need markup follow as content. */
@Component({
  selector: 'app-fact-list',
  imports: [Fact, Facts],
  template: `
    <dl app-facts>
      @for (fact of facts(); track fact.label) {
        <div
          app-fact
          [class.wide]="(fact.value?.length ?? 0) > long"
          [label]="fact.label"
          [value]="fact.value"
          [absent]="fact.absent"
        ></div>
      }
      <ng-content />
    </dl>
  `,
})
export class FactList {
  readonly facts = input.required<readonly FigureEntry[]>();

  protected readonly long = LONG;
}
