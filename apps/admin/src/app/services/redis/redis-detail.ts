import { Component, computed, inject, input } from '@angular/core';
import {
  type EnvironmentId,
  RedisSnapshot,
  type ServiceConfig,
  type ServiceDetail,
} from '@envscope/contracts/index.js';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Absent } from '../../ui/figures/absent';
import { FactList } from '../../ui/figures/fact-list';
import { FigureList } from '../../ui/figures/figure-list';
import { Meter } from '../../ui/figures/meter';
import { TableFrame } from '../../ui/tables/table-frame';
import { DetailSection } from '../../ui/layout/detail-section';
import { FigureWriter } from '../figure-writer';
import { NoSnapshot } from '../no-snapshot';
import { readSnapshot } from '../read-snapshot';
import { RemarkList } from '../remark-list';
import { ForeignKeys } from './foreign-keys';
import {
  MEMORY_FIGURES,
  memoryUse,
  NODE_FIGURES,
  REPLICA_FACT,
  SERVER_FACTS,
  TRAFFIC_FIGURES,
} from './redis-figures';
import { RedisIdentity } from './redis-identity';
import { remarksOf } from './redis-remarks';

/** All that is known of an environment's Redis: whose keys are in it, its room and its traffic. */
@Component({
  selector: 'app-redis-detail',
  imports: [
    Absent,
    Ago,
    DetailSection,
    FactList,
    FigureList,
    ForeignKeys,
    Meter,
    NoSnapshot,
    RedisIdentity,
    RemarkList,
    TableFrame,
  ],
  template: `
    @if (read().snapshot; as redis) {
      <app-remark-list [remarks]="remarks()" />
      <app-detail-section [heading]="words.say('services.redis.server')">
        <app-redis-identity [type]="redis.type" [keyPrefix]="redis.keyPrefix" [database]="redis.database" />
        <app-fact-list [facts]="server()" />
      </app-detail-section>

      @if (nodes().length > 0) {
        <app-detail-section [heading]="words.say('services.redis.masters')">
          <app-table-frame class="short" [stacks]="false" [label]="words.say('services.redis.masters')">
            <table>
              <thead>
                <tr>
                  <th scope="col">{{ words.say('services.redis.host') }}</th>
                  <th scope="col" class="number">{{ words.say('services.redis.memory') }}</th>
                  <th scope="col" class="number">{{ words.say('services.redis.memoryLimit') }}</th>
                  <th scope="col" class="number">{{ words.say('services.redis.count') }}</th>
                </tr>
              </thead>
              <tbody>
                @for (node of nodes(); track node.address) {
                  <tr>
                    <td>
                      <code>{{ node.address }}</code>
                    </td>
                    @for (cell of node.cells; track cell.label) {
                      <td class="number" [attr.data-label]="cell.label">
                        @if (cell.value !== null) {
                          {{ cell.value }}
                        } @else {
                          <app-absent [why]="cell.absent" />
                        }
                      </td>
                    }
                  </tr>
                }
              </tbody>
            </table>
          </app-table-frame>
        </app-detail-section>
      }

      <app-detail-section [heading]="words.say('services.redis.keysByPrefix')">
        @if (redis.keyCount; as count) {
          <app-foreign-keys [count]="count" />
          <app-table-frame class="short" [stacks]="false" [label]="words.say('services.redis.keysByPrefix')">
            <table>
              <thead>
                <tr>
                  <th scope="col">{{ words.say('services.redis.prefix') }}</th>
                  <th scope="col">{{ words.say('services.redis.environment') }}</th>
                  <th scope="col" class="number">{{ words.say('services.redis.count') }}</th>
                </tr>
              </thead>
              <tbody>
                @for (row of prefixes(); track row.prefix) {
                  <tr>
                    <td>
                      @if (row.isNamed) {
                        <code>{{ row.prefix }}</code>
                      } @else {
                        {{ row.prefix }}
                      }
                    </td>
                    <td [attr.data-label]="words.say('services.redis.environment')">{{ row.environment }}</td>
                    <td class="number" [attr.data-label]="words.say('services.redis.count')">
                      {{ row.keys }}
                    </td>
                  </tr>
                }
              </tbody>
            </table>
          </app-table-frame>
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
          <app-meter
            [label]="words.say('services.redis.memory')"
            [ratio]="use.ratio"
            [text]="use.text"
            [tone]="use.tone"
          />
        }
        <app-figure-list [figures]="memoryFigures()" />
      </app-detail-section>

      <app-detail-section [heading]="words.say('services.redis.traffic')">
        <app-figure-list [figures]="traffic()" />
        <p class="hint">{{ words.say('services.redis.ownShare') }}</p>
      </app-detail-section>
    } @else {
      <app-no-snapshot [isMismatch]="read().isMismatch" />
    }
  `,
  styleUrl: '../detail.scss',
})
export class RedisDetail {
  readonly detail = input.required<ServiceDetail>();
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();

  private readonly configuration = inject(Configuration);
  protected readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly read = computed(() => readSnapshot(RedisSnapshot, this.detail().snapshot));
  protected readonly remarks = computed(() => {
    const { snapshot } = this.read();
    return snapshot ? remarksOf(snapshot, this.words) : [];
  });
  protected readonly memory = computed(() => {
    const { snapshot } = this.read();
    return snapshot && this.writer.use('redis', 'memoryUsedRatio', memoryUse(snapshot, this.words));
  });
  protected readonly server = computed(() => {
    const isReplica = (this.read().snapshot?.primaryLink ?? null) !== null;
    return this.writer.write(
      'redis',
      isReplica ? [...SERVER_FACTS, REPLICA_FACT] : SERVER_FACTS,
      this.read().snapshot,
    );
  });

  protected readonly nodes = computed(() =>
    (this.read().snapshot?.cluster?.nodes ?? []).map((node) => ({
      address: node.address,
      cells: this.writer.write('redis', NODE_FIGURES, node),
    })),
  );

  protected readonly prefixes = computed(() => {
    const { snapshot: redis } = this.read();
    const count = redis?.keyCount;
    if (!redis || !count) return [];
    const keys = (value: number) => `${count.isComplete ? '' : '≥ '}${this.words.number(value)}`;
    const listed = count.foreignPrefixes.reduce((sum, { keys }) => sum + keys, 0);
    const rows = [
      {
        prefix: redis.keyPrefix,
        isNamed: true,
        environment: this.words.say('services.redis.thisEnvironment'),
        keys: keys(count.own),
      },
      ...count.foreignPrefixes.map((foreign) => ({
        prefix: foreign.prefix,
        isNamed: true,
        environment: this.nameOf(foreign.environment),
        keys: keys(foreign.keys),
      })),
    ];
    if (count.foreign <= listed) return rows;
    const others = {
      prefix: this.words.say('services.redis.otherPrefixes'),
      isNamed: false,
      environment: '',
      keys: keys(count.foreign - listed),
    };
    return [...rows, others];
  });

  protected readonly memoryFigures = computed(() =>
    this.writer.write('redis', MEMORY_FIGURES, this.read().snapshot),
  );
  protected readonly traffic = computed(() =>
    this.writer.write('redis', TRAFFIC_FIGURES, this.read().snapshot),
  );

  private nameOf(environment: EnvironmentId | null): string {
    if (environment === null) return this.words.say('services.redis.unknownEnvironment');
    const name = this.configuration.environment(environment)?.name;
    return name ? this.words.name(name) : environment;
  }
}
