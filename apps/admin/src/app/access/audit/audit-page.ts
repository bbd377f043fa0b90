import { Component, computed, inject } from '@angular/core';
import { AuditPage as Page } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { addressFilter } from '../../resources/address-filter';
import { PagedFrame } from '../../resources/paged-frame';
import { pagedList } from '../../resources/paged-list';
import { Button } from '../../ui/buttons/button';
import { Choice } from '../../ui/forms/choice';
import { titlePage } from '../../ui/layout/page-title';
import { actionInWords, AUDITED } from './audit-actions';
import { askedOf, type AuditFilter, filterOf } from './audit-filter';
import { AuditRow } from './audit-row';

/** The audit log: who did what to what. The address has the filter; what it finds can be exported. */
@Component({
  selector: 'app-audit-page',
  imports: [AuditRow, Button, Choice, PagedFrame],
  templateUrl: 'audit-page.html',
  styleUrl: '../../../styles/page.scss',
  styles: `
    .day {
      display: inline-flex;
      align-items: center;
      gap: var(--space-2);
      font-size: var(--text-s);
    }
    input {
      block-size: 2rem;
      padding-inline: 0.5rem;
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-2);
      background: var(--surface);
      color: var(--ink);
      font: inherit;
    }
  `,
})
export class AuditPage {
  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  protected readonly address = addressFilter<AuditFilter>(
    ['environment', 'actor', 'action', 'from', 'until'],
    filterOf,
  );
  protected readonly filter = this.address.filter;
  protected readonly list = pagedList({
    of: () => this.filter(),
    ask: (filter) => ({ url: API.audit, params: askedOf(filter) }),
    parse: (answer) => Page.parse(answer),
    items: ({ entries }) => entries,
  });

  protected readonly environments = computed(() => [
    { value: '', text: this.words.say('access.everywhere') },
    ...this.configuration.environmentOptions(),
  ]);
  protected readonly actions = computed(() => [
    { value: '', text: this.words.say('audit.everyAction') },
    ...AUDITED.map((value) => ({ value, text: actionInWords(value, this.words) })),
  ]);
  /** The name of whose entries alone are shown, as one of them has it. */
  protected readonly actor = computed(() => {
    const { actor } = this.filter();
    if (actor === undefined) return null;
    return this.list.items()?.find((entry) => entry.actor.id === actor)?.actor.name || actor;
  });
  protected readonly exportAddress = computed(
    () => `${API.auditExport}?${new URLSearchParams(askedOf(this.filter()))}`,
  );

  constructor() {
    titlePage(() => this.words.say('shell.access.audit'));
  }
}
