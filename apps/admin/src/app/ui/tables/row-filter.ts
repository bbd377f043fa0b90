import { computed, inject, type Signal } from '@angular/core';
import { CheckStatus } from '@envscope/contracts/index.js';
import { Address } from '../../resources/address';
import { addressText, addressValue } from '../../resources/address-value';
import type { RowSearch } from './table-of';

/** So few rows are read rather than searched. */
const FEW = 8;

/** Which rows of a table the reader asks for, by a text in them and by their status: `?find=shop&status=down`. Needs an injection context. */
export class RowFilter<Row> {
  private readonly address = inject(Address);

  readonly text = addressText('find');
  /** Empty for any. A status that no row has now may come back, and stays asked for. */
  readonly status = addressValue<CheckStatus | ''>('status', {
    // Of a table that is not searched the page may mean something else by it.
    read: (written) => (this.search() ? CheckStatus.options.find((status) => status === written) : ''),
    standard: () => '',
  });

  readonly isOffered = computed(
    () => this.search() !== undefined && (this.rows().length > FEW || this.found() !== this.rows()),
  );
  /** The statuses that rows have, the most urgent first; none where rows have no status. */
  readonly statuses = computed((): readonly CheckStatus[] => {
    const statusOf = this.search()?.status;
    const present = new Set(statusOf ? [...this.rows().map(statusOf), this.status()] : []);
    return CheckStatus.options.filter((status) => present.has(status));
  });
  readonly found = computed((): readonly Row[] => {
    const search = this.search();
    const [text, status] = [this.text().trim().toLocaleLowerCase(), this.status()];
    if (!search || (text === '' && status === '')) return this.rows();
    return this.rows().filter(
      (row) =>
        (status === '' || search.status?.(row) === status) &&
        search.texts(row).some((part) => part.toLocaleLowerCase().includes(text)),
    );
  });

  constructor(
    private readonly rows: Signal<readonly Row[]>,
    private readonly search: Signal<RowSearch<Row> | undefined>,
  ) {}

  clear(): void {
    this.address.change({ find: null, status: null });
  }
}
