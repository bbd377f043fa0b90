import { Component, inject, input } from '@angular/core';
import { Words } from '../language/words';
import { Button } from '../ui/buttons/button';
import { Skeleton } from '../ui/layout/skeleton';
import type { PagedList } from './paged-list';
import { ProblemNotice } from './problem-notice';

/**
 * What every list of the API shows beside its items, which are the content: that it is read, that reading failed, and the
 * way to the next page. The content also says that the list is empty.
 */
@Component({
  selector: 'app-paged-frame',
  imports: [Button, ProblemNotice, Skeleton],
  template: `
    <app-problem-notice [of]="list().resource" [isRefresh]="list().items() !== undefined" />
    @if (list().items() !== undefined) {
      <ng-content />
      @if (list().hasMore()) {
        <button appButton type="button" [isBusy]="list().isReadingMore()" (click)="list().readMore()">
          {{
            list().isReadingMore()
              ? words.say('shell.word.loading')
              : (more() ?? words.say('alerting.deliveries.more'))
          }}
        </button>
      }
    } @else if (list().resource.isLoading()) {
      <div aria-busy="true"><app-skeleton [height]="height()" /></div>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      justify-items: stretch;
      gap: var(--space-3);
    }
    button {
      justify-self: start;
    }
  `,
})
export class PagedFrame {
  readonly list = input.required<PagedList<unknown, unknown>>();
  /** What the button says that reads the next page. */
  readonly more = input<string>();
  /** Of what stands there until the list was read. */
  readonly height = input('10rem');

  protected readonly words = inject(Words);
}
