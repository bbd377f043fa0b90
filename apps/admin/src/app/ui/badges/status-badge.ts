import { Component, input } from '@angular/core';
import type { CheckStatus } from '@envscope/contracts/index.js';
import { StatusMark } from './status-mark';

/** A status as shape and word. What needs a person is tinted; what is well stays plain. */
@Component({
  selector: 'app-status-badge',
  imports: [StatusMark],
  template: `<app-status-mark [status]="status()" /><span>{{ word() }}</span>`,
  host: { '[attr.data-status]': 'status()' },
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 0.4em;
      padding: 0.2em 0.6em 0.2em 0.5em;
      border-radius: var(--radius-round);
      background: transparent;
      color: var(--ink-muted);
      font-size: var(--text-s);
      font-weight: 600;
      line-height: 1.35;
      white-space: nowrap;
    }
    :host(:is([data-status='down'], [data-status='degraded'], [data-status='unknown'])) {
      background: var(--state-tint);
      color: var(--state-ink);
    }
    :host([data-status='up']) {
      color: var(--state-ink);
    }
    :host([data-status='up']),
    :host([data-status='paused']),
    :host([data-status='unconfigured']) {
      padding-inline: 0;
    }
  `,
})
export class StatusBadge {
  readonly status = input.required<CheckStatus>();
  readonly word = input.required<string>();
}
