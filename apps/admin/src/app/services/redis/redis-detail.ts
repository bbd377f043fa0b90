import { Component, computed, inject, input } from '@angular/core';
import type { RedisSnapshot } from '@envscope/contracts/index.js';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { FactList } from '../../ui/figures/fact-list';
import { FigureList } from '../../ui/figures/figure-list';
import { Meter } from '../../ui/figures/meter';
import { DetailSection } from '../../ui/layout/detail-section';
import { Cell } from '../../ui/tables/cell';
import { DataTable } from '../../ui/tables/data-table';
import { FigureWriter } from '../figure-writer';
import { RemarkList } from '../remark-list';
import { ForeignKeys } from './foreign-keys';
import {
  MEMORY_FIGURES,
  MEMORY_USE,
  NODE_TABLE,
  PREFIX_TABLE,
  type PrefixCount,
  REPLICA_FACT,
  SERVER_FACTS,
  TRAFFIC_FIGURES,
} from './redis-figures';
import { remarksOf } from './redis-remarks';

/** All that is known of an environment's Redis: whose keys are in it, its room and its traffic. */
@Component({
  selector: 'app-redis-detail',
  imports: [Ago, Cell, DataTable, DetailSection, FactList, FigureList, ForeignKeys, Meter, RemarkList],
  template: `
    <app-remark-list [remarks]="remarks()" />
    <app-detail-section [heading]="words.say('services.word.server')">
      <app-fact-list [facts]="server()" />
    </app-detail-section>

    @if (nodes().length > 0) {
      <app-detail-section [heading]="words.say('services.redis.masters')">
        <app-data-table
          class="short"
          [table]="nodeTable"
          [rows]="nodes()"
          [label]="words.say('services.redis.masters')"
        />
      </app-detail-section>
    }

    <app-detail-section [heading]="words.say('services.redis.keysByPrefix')">
      @if (snapshot().keyCount; as count) {
        <app-foreign-keys [count]="count" />
        <app-data-table
          class="short"
          [table]="prefixTable"
          [rows]="prefixes()"
          [label]="words.say('services.redis.keysByPrefix')"
        >
          <ng-template appCell="prefix" [appCellOf]="prefixes()" let-row>
            @if (row.prefix !== null) {
              <code>{{ row.prefix }}</code>
            } @else {
              {{ words.say('services.redis.otherPrefixes') }}
            }
          </ng-template>
        </app-data-table>
        <p class="hint">
          {{
            count.isComplete
              ? words.say('services.redis.complete', { scanned: count.scanned })
              : words.say('services.redis.partial', { scanned: count.scanned })
          }}
          <app-ago [at]="count.countedAt" />
        </p>
      } @else {
        <p class="hint">{{ words.say('services.redis.notCounted') }}</p>
      }
    </app-detail-section>

    <app-detail-section [heading]="words.say('services.redis.memory')">
      @if (memory(); as use) {
        <app-meter [use]="use" />
      }
      <app-figure-list [figures]="memoryFigures()" />
    </app-detail-section>

    <app-detail-section [heading]="words.say('services.redis.traffic')">
      <app-figure-list [figures]="traffic()" />
      <p class="hint">{{ words.say('services.redis.ownShare') }}</p>
    </app-detail-section>
  `,
  styleUrl: '../detail.scss',
})
export class RedisDetail {
  readonly snapshot = input.required<RedisSnapshot>();

  private readonly configuration = inject(Configuration);
  protected readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly nodeTable = NODE_TABLE;
  protected readonly prefixTable = PREFIX_TABLE;

  protected readonly remarks = computed(() => remarksOf(this.snapshot(), this.words));
  protected readonly memory = computed(() => this.writer.use('redis', MEMORY_USE, this.snapshot()));
  protected readonly server = computed(() => {
    const facts = this.snapshot().primaryLink === null ? SERVER_FACTS : [...SERVER_FACTS, REPLICA_FACT];
    return this.writer.write('redis', facts, this.snapshot());
  });
  protected readonly nodes = computed(() => this.snapshot().cluster?.nodes ?? []);
  protected readonly memoryFigures = computed(() =>
    this.writer.write('redis', MEMORY_FIGURES, this.snapshot()),
  );
  protected readonly traffic = computed(() => this.writer.write('redis', TRAFFIC_FIGURES, this.snapshot()));

  protected readonly prefixes = computed((): readonly PrefixCount[] => {
    const { keyCount, keyPrefix } = this.snapshot();
    if (!keyCount) return [];
    const keys = (value: number) => `${keyCount.isComplete ? '' : '≥ '}${this.words.number(value)}`;
    const others = keyCount.foreignPrefixes.reduce((rest, foreign) => rest - foreign.keys, keyCount.foreign);
    return [
      {
        prefix: keyPrefix,
        environment: this.words.say('services.redis.thisEnvironment'),
        keys: keys(keyCount.own),
      },
      ...keyCount.foreignPrefixes.map((foreign) => ({
        prefix: foreign.prefix,
        environment:
          foreign.environment === null
            ? this.words.say('services.redis.unknownEnvironment')
            : this.configuration.nameOf(foreign.environment),
        keys: keys(foreign.keys),
      })),
      ...(others > 0 ? [{ prefix: null, environment: '', keys: keys(others) }] : []),
    ];
  });
}
