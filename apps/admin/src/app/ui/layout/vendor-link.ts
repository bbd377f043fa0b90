import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, input } from '@angular/core';
import { Words } from '../../language/words';

/**
 * A link that leaves the console, in a tab of its own. Addresses come from vendors and from whoever sends them events:
 * what is not http or https is shown without a link.
 */
@Component({
  selector: 'app-vendor-link',
  imports: [NgTemplateOutlet],
  template: `
    <ng-template #content><ng-content /></ng-template>
    @if (safe(); as address) {
      <a [href]="address" target="_blank" rel="noopener noreferrer" [attr.aria-label]="label()">
        <ng-container [ngTemplateOutlet]="content" />
        <span class="sign" aria-hidden="true">
          <svg viewBox="0 0 12 12"><path d="M4.5 2H2v8h8V7.5M7 2h3v3M10 2L5.5 6.5" /></svg>
        </span>
        @if (!label()) {
          <span class="visually-hidden">({{ words.say('shell.frame.openInNewTab') }})</span>
        }
      </a>
    } @else {
      <ng-container [ngTemplateOutlet]="content" />
    }
  `,
  styles: `
    .sign {
      white-space: nowrap;
    }
    /* A word joiner: the sign is not left alone on a line. */
    .sign::before {
      content: '\\2060';
    }
    svg {
      inline-size: 0.65em;
      block-size: 0.65em;
      margin-inline-start: 0.15em;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.25;
      opacity: 0.7;
    }
  `,
})
export class VendorLink {
  readonly href = input.required<string>();
  /** Names the link where its content alone says too little. */
  readonly label = input<string>();

  protected readonly words = inject(Words);

  protected readonly safe = computed(() => {
    const url = URL.parse(this.href());
    return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : null;
  });
}
