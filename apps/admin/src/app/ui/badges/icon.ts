import { Component, computed, input } from '@angular/core';

/** Strokes on a grid of 20. */
const DRAWINGS = {
  alert: 'M10 2.5 18 16.5H2ZM10 8v4M10 14.2v.3',
  check: 'M4 10.5l4 4 8-9',
  chevron: 'M8 5l5 5-5 5',
  webhook:
    'M8.2 8.6a2.8 2.8 0 1 1 3.7-.3l2.3 4M6.5 10.4a2.8 2.8 0 1 0 3 3.6h4M15.2 11.6a2.8 2.8 0 1 1-1.9 3.9M10 6.3 7 13.5',
  bell: 'M5 13.5V9a5 5 0 0 1 10 0v4.5l1.2 1.5H3.8ZM8.3 17.2a2 2 0 0 0 3.4 0',
  back: 'M12 5l-5 5 5 5',
  close: 'M5 5l10 10M15 5 5 15',
  copy: 'M7 7h9v9H7ZM13 7V4H4v9h3',
  external: 'M8 4H4v12h12v-4M11.5 4H16v4.5M16 4l-7 7',
  flask: 'M8 3h4M8.8 3v5L4.6 15a1.3 1.3 0 0 0 1.2 2h8.4a1.3 1.3 0 0 0 1.2-2l-4.2-7V3M6.6 12h6.8',
  key: 'M8.5 11.5a3.5 3.5 0 1 1 2.4-1.1L17 16.5v.5h-3v-2h-2v-2l-1.5-1.5',
  clock: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14M10 6v4.2l2.8 1.8',
  muted: 'M5 13.5V9a5 5 0 0 1 7.5-4.3M15 8.5v5l1.2 1.5H3.8L5 13.5M8.3 17.2a2 2 0 0 0 3.4 0M3 3l14 14',
  flapping: 'M3 12h2.5V6h3v8h3V6h3v6H17',
  pause: 'M7 5v10M13 5v10',
  play: 'M6.5 4.5v11l9-5.5Z',
  refresh: 'M16 10a6 6 0 1 1-1.8-4.3L16 7.5M16 3.5v4h-4',
  search: 'M9 4a5 5 0 1 1 0 10A5 5 0 0 1 9 4M12.7 12.7 16.5 16.5',
  settings: 'M4 6h7M15 6h1M4 14h1M9 14h7M13 4v4M7 12v4',
  mongodb:
    'M10 2.5c3.2 3 4.2 5.3 4.2 7.8 0 2.4-1.5 4-4.2 4.7-2.7-.7-4.2-2.3-4.2-4.7 0-2.5 1-4.8 4.2-7.8M10 8v10',
  redis: 'M10 3 17 6.2 10 9.4 3 6.2ZM3 10l7 3.2L17 10M3 13.8 10 17l7-3.2',
  sentry:
    'M10 6.5a3.5 3.5 0 0 1 3.5 3.5v2.5a3.5 3.5 0 0 1-7 0V10A3.5 3.5 0 0 1 10 6.5M7.8 7.2 6.5 4M12.2 7.2 13.5 4M6.5 11H3M17 11h-3.5M7 14.5 4.2 17M13 14.5l2.8 2.5M10 10v6',
  uptimerobot: 'M2.5 10.5h3.7L8.4 5l3.4 10 2.2-4.5h3.5',
  discord: 'M4 4h12v9h-5.5L7 16.5V13H4ZM7.5 8.5h.1M10 8.5h.1M12.5 8.5h.1',
  endpoints:
    'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14M3 10h14M10 3c2.4 2 3.2 4.4 3.2 7s-.8 5-3.2 7c-2.4-2-3.2-4.4-3.2-7S7.6 5 10 3',
  heartbeats: 'M10 16.5 4.2 10.7a3.6 3.6 0 0 1 5.1-5.1l.7.7.7-.7a3.6 3.6 0 0 1 5.1 5.1Z',
  'request-metrics': 'M4 16V9.5M8 16V5M12 16v-4.5M16 16V7.5',
  service: 'M4 4h12v12H4ZM4 10h12M7 7h.1M7 13h.1',
} as const;

export type IconName = keyof typeof DRAWINGS;

/** A drawing beside words; it says nothing by itself. A name that has no drawing gets the one of any service. */
@Component({
  selector: 'app-icon',
  template: `<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path [attr.d]="drawing()" />
  </svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    svg {
      inline-size: 1.25em;
      block-size: 1.25em;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<string>();

  protected readonly drawing = computed(() => {
    const name = this.name();
    return isDrawn(name) ? DRAWINGS[name] : DRAWINGS.service;
  });
}

function isDrawn(name: string): name is IconName {
  return Object.hasOwn(DRAWINGS, name);
}
