import { Component, computed, inject, viewChild } from '@angular/core';
import { AuditPage as Page } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Words } from '../../language/words';
import { addressFilter } from '../../resources/address-filter';
import { FilterBar, type FilterChoice } from '../../filters/filter-bar';
import { PagedFrame } from '../../resources/paged-frame';
import { pagedList } from '../../resources/paged-list';
import { Button } from '../../ui/buttons/button';
import { NoMatch } from '../../ui/layout/no-match';
import { titlePage } from '../../ui/layout/page-title';
import { Skeleton } from '../../ui/layout/skeleton';
import { actionInWords, AUDITED } from './audit-actions';
import { askedOf, type AuditFilter, filterOf } from './audit-filter';
import { AuditRow } from './audit-row';
import { targetNames } from './target-names';

/** The audit log: who did what to what. The address has the filter; what it finds can be exported. */
@Component({
  selector: 'app-audit-page',
  imports: [AuditRow, Button, FilterBar, NoMatch, PagedFrame, Skeleton],
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

  protected readonly names = targetNames();

  protected readonly choices = computed((): FilterChoice<keyof AuditFilter>[] => [
    {
      name: 'action',
      label: this.words.say('audit.action'),
      all: this.words.say('audit.everyAction'),
      options: AUDITED.map((value) => ({ value, text: actionInWords(value, this.words) })),
    },
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

  private readonly bar = viewChild.required<FilterBar<AuditFilter>>(FilterBar);

  constructor() {
    titlePage(() => this.words.say('shell.access.audit'));
  }

  protected clear(): void {
    this.bar().clear();
  }
}
