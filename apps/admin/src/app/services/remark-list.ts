import { Component, input } from '@angular/core';
import type { Words } from '../language/words';
import { Notice } from '../ui/layout/notice';

/** What must be known before a service's figures are believed. */
export interface Remark {
  readonly tone: 'info' | 'warning';
  readonly text: string;
}

/** That a part of a vendor's answer is in no list and no figure; nothing where there is no such part. */
export function leftOut(count: number, words: Words): readonly Remark[] {
  return count === 0 ? [] : [{ tone: 'warning', text: words.say('services.leftOut', { count }) }];
}

/** Remarks on a service's figures, each as a notice. */
@Component({
  selector: 'app-remark-list',
  imports: [Notice],
  template: `
    @for (remark of remarks(); track remark.text) {
      <app-notice [tone]="remark.tone">{{ remark.text }}</app-notice>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
    }
    :host:empty {
      display: none;
    }
  `,
})
export class RemarkList {
  readonly remarks = input.required<readonly Remark[]>();
}
