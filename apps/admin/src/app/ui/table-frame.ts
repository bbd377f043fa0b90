import { Component, input, ViewEncapsulation } from '@angular/core';

/**
 * Holds a table and keeps the page from scrolling sideways: a wide table scrolls inside. On a phone each row becomes a
 * block of its cells, named by their `data-label`; a cell without one is the block's title.
 */
@Component({
  selector: 'app-table-frame',
  template: '<ng-content />',
  encapsulation: ViewEncapsulation.None,
  host: { role: 'region', tabindex: '0', '[attr.aria-label]': 'label()' },
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
        text-align: end;
        white-space: nowrap;
      }
      .steady {
        white-space: nowrap;
      }
      .minor {
        color: var(--ink-muted);
        font-size: var(--text-xs);
      }
    }

    @container (max-width: 44rem) {
      app-table-frame {
        table,
        tbody,
        tr,
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
          padding-block: var(--space-3);
          border-block-end: 1px solid var(--line);
        }
        tr:first-child {
          padding-block-start: var(--space-1);
        }
        tr:last-child {
          border-block-end: 0;
        }
        td {
          padding: 0.125rem 0;
          border: 0;
          white-space: normal;
        }
        td[data-label] {
          display: flex;
          justify-content: space-between;
          gap: var(--space-4);
          text-align: end;
        }
        td[data-label]::before {
          content: attr(data-label);
          flex: none;
          color: var(--ink-muted);
          font-size: var(--text-xs);
          line-height: 1.7;
        }
        td:not([data-label]) {
          font-weight: 600;
        }
      }
    }
  `,
})
export class TableFrame {
  /** What the table is about, for who moves by landmarks. */
  readonly label = input.required<string>();
}
