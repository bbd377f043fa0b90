import { ScrollingModule } from '@angular/cdk/scrolling';
import { Component, computed, inject, input } from '@angular/core';
import {
  CheckStatus,
  type CheckResult,
  DEFAULT_TARGET,
  type ServiceKind,
} from '@envscope/contracts/index.js';
import { Words } from '../language/words';
import { Ago } from '../live/ago';
import { Address } from '../resources/address';
import { addressChoice, addressText } from '../resources/address-value';
import { SearchBar } from '../ui/forms/search-bar';
import { Choice } from '../ui/forms/choice';
import { StatusMark } from '../ui/badges/status-mark';
import { Button } from '../ui/buttons/button';

/** Height of a row, a reason of two lines included, and how many are seen at once; only those in sight are drawn. */
const ROW_PX = 64;
const MOST_ROWS = 10;

/** So few rows need no filter. */
const FEW = 5;

/** Every target's latest result, the most urgent first, found by name or status. */
@Component({
  selector: 'app-results-table',
  imports: [Ago, Choice, Button, ScrollingModule, SearchBar, StatusMark],
  templateUrl: 'results-table.html',
  styleUrl: 'results-table.scss',
})
export class ResultsTable {
  readonly results = input.required<readonly CheckResult[]>();
  readonly service = input.required<ServiceKind>();

  protected readonly words = inject(Words);
  private readonly address = inject(Address);

  protected readonly rowPx = ROW_PX;
  protected readonly text = addressText('result');
  protected readonly hasFilter = computed(() => this.results().length > FEW);

  private readonly present = computed(() => new Set(this.results().map(({ status }) => status)));

  protected readonly statuses = computed(() => [
    { value: '', text: this.words.say('shell.detail.allStatuses') },
    ...CheckStatus.options
      .filter((status) => this.present().has(status) || status === this.status())
      .map((status) => ({ value: status, text: this.words.status(status) })),
  ]);
  /** Any status may come back: one that no result has now stays asked for. */
  protected readonly status = addressChoice<string>(
    'status',
    () => CheckStatus.options,
    () => '',
  );

  protected readonly rows = computed(() => {
    const [text, status] = [this.text().trim().toLocaleLowerCase(), this.status()];
    return this.results()
      .map((result) => ({
        ...result,
        name:
          result.target === DEFAULT_TARGET
            ? this.words.service(this.service())
            : (result.label ?? result.target),
        why: result.reason === null ? '' : this.words.reason(result.reason),
        latency:
          result.latencyMs === null
            ? this.words.say('shell.detail.none')
            : this.words.duration(result.latencyMs),
      }))
      .filter(
        (row) => (status === '' || row.status === status) && row.name.toLocaleLowerCase().includes(text),
      );
  });

  protected readonly viewportPx = computed(() => Math.min(this.rows().length, MOST_ROWS) * ROW_PX);
  protected readonly count = computed(() =>
    this.words.say('shell.detail.resultCount', { shown: this.rows().length, total: this.results().length }),
  );

  protected readonly byTarget = (_: number, { target }: { readonly target: string }) => target;

  protected clear(): void {
    this.address.change({ result: null, status: null });
  }
}
