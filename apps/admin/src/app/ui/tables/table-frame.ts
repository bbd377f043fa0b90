import { Component, input, ViewEncapsulation } from '@angular/core';

/**
 * Holds a table and keeps the page from scrolling sideways: a wide table scrolls inside. On a phone each row becomes a
 * block of its cells, named by their `data-label`; a cell without one is the block's title, one that is `wide` has a line
 * of its own.
 */
@Component({
  selector: 'app-table-frame',
  template: '<ng-content />',
  encapsulation: ViewEncapsulation.None,
  host: { role: 'group', tabindex: '0', '[attr.aria-label]': 'label()', '[class.stacks]': 'stacks()' },
  styles: `
    app-table-frame {
      display: block;
      container-type: inline-size;
      overflow-x: auto;
      overscroll-behavior-x: contain;

      table {
        inline-size: 100%;
        font-size: var(--text-s);
      }
      th {
        padding: var(--space-1) var(--space-3) var(--space-1) 0;
        border-block-end: 1px solid var(--line-strong);
        color: var(--ink-muted);
        font-size: var(--text-xs);
        font-weight: 500;
        text-align: start;
        white-space: nowrap;
      }
      td {
        padding: var(--space-2) var(--space-3) var(--space-2) 0;
        border-block-end: 1px solid var(--line);
        vertical-align: top;
      }
      tr:last-child td {
        border-block-end: 0;
      }
      :is(th, td):last-child {
        padding-inline-end: 0;
      }
      .number {
        padding-inline-end: var(--space-5);
        text-align: end;
        white-space: nowrap;
      }
      .steady {
        white-space: nowrap;
      }
      &.windowed {
        /* What is only heard stands in it too: it would make the page as high as all rows. */
        position: relative;
        max-block-size: min(80svh, 60rem);
        overflow-y: auto;
        /* Rows that are measured for the first time must not move what is being read. */
        overflow-anchor: auto;
        scroll-padding-block: 2.5rem 1rem;
      }
      &.windowed th {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        background: var(--surface);
        /* The line below stays with the table. */
        box-shadow: inset 0 -1px var(--line-strong);
      }
      .fixed {
        table-layout: fixed;
      }
      .fixed td {
        white-space: normal;
        overflow-wrap: anywhere;
      }
      .faint td {
        color: var(--ink-muted);
      }
      .wide {
        min-inline-size: 6rem;
        overflow-wrap: anywhere;
      }
      .minor {
        color: var(--ink-muted);
        font-size: var(--text-xs);
      }
      /* Links stand close below each other: each is high enough to be hit. */
      td a {
        display: inline-block;
        min-block-size: 1.5rem;
      }
    }

    @container (max-width: 44rem) {
      app-table-frame {
        .number {
          padding-inline-end: var(--space-3);
        }
        .wide {
          min-inline-size: 5rem;
        }
      }
      app-table-frame.stacks {
        table,
        tbody,
        td {
          display: block;
        }
        thead {
          position: absolute;
          clip-path: inset(50%);
          inline-size: 1px;
          block-size: 1px;
          overflow: hidden;
        }
        tr {
          display: grid;
          grid-template-columns: repeat(auto-fill, minmax(5.5rem, 1fr));
          gap: var(--space-2) var(--space-3);
          padding-block: var(--space-3);
          border-block-end: 1px solid var(--line);
        }
        tr:first-child {
          padding-block-start: var(--space-1);
        }
        tr:last-child {
          border-block-end: 0;
        }
        tr.gap {
          padding: 0;
          border: 0;
        }
        td {
          min-inline-size: 0;
          padding: 0;
          border: 0;
          text-align: start;
          white-space: normal;
        }
        td[data-label]::before {
          content: attr(data-label);
          display: block;
          color: var(--ink-muted);
          font-size: var(--text-xs);
          font-weight: 400;
        }
        td:is(:not([data-label]), .wide) {
          grid-column: 1 / -1;
        }
        td:not([data-label]) {
          font-weight: 600;
        }
        .number {
          padding: 0;
          text-align: start;
        }
        .minor {
          font-weight: 400;
        }
      }
    }
  `,
})
export class TableFrame {
  /** What the table is about, for who comes upon it by keyboard. */
  readonly label = input.required<string>();
  /** False for a table of so few and short columns that a phone has room for it. */
  readonly stacks = input(true);
}
