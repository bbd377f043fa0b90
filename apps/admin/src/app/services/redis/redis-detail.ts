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
import { Fact, Facts } from '../../ui/figures/fact';
import { Figure, Figures } from '../../ui/figures/figure';
import { Meter } from '../../ui/figures/meter';
import { TableFrame } from '../../ui/tables/table-frame';
import { DetailSection } from '../../ui/layout/detail-section';
import { NoSnapshot } from '../no-snapshot';
import { readSnapshot } from '../read-snapshot';
import { told } from '../told';
import { ForeignKeys } from './foreign-keys';
import { memoryUse, noHitRatio } from './redis-figures';
import { RedisIdentity } from './redis-identity';
import { RedisRemarks } from './redis-remarks';

/** All that is known of an environment's Redis: whose keys are in it, its room and its traffic. */
@Component({
  selector: 'app-redis-detail',
  imports: [
    Absent,
    Ago,
    DetailSection,
    Fact,
    Facts,
    Figure,
    Figures,
    ForeignKeys,
    Meter,
    NoSnapshot,
    RedisIdentity,
    RedisRemarks,
    TableFrame,
  ],
  template: `
    @if (read().snapshot; as redis) {
      <app-redis-remarks [redis]="redis" />
      <app-detail-section [heading]="words.say('services.redis.server')">
        <app-redis-identity [type]="redis.type" [keyPrefix]="redis.keyPrefix" [database]="redis.database" />
        <dl app-facts>
          @for (fact of server(); track fact.label) {
            <div
              app-fact
              [label]="fact.label"
              [value]="fact.value"
              [absent]="words.say('services.absent.notGiven')"
            ></div>
          }
        </dl>
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
        <dl app-figures>
          @for (figure of memoryFigures(); track figure.label) {
            <div app-figure [label]="figure.label" [value]="figure.value" [absent]="figure.absent"></div>
          }
        </dl>
      </app-detail-section>

      <app-detail-section [heading]="words.say('services.redis.traffic')">
        <dl app-figures>
          @for (figure of traffic(); track figure.label) {
            <div
              app-figure
              [label]="figure.label"
              [value]="figure.value"
              [unit]="figure.unit"
              [absent]="figure.absent"
            ></div>
          }
        </dl>
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

  protected readonly read = computed(() => readSnapshot(RedisSnapshot, this.detail().snapshot));
  protected readonly memory = computed(() => {
    const { snapshot } = this.read();
    return snapshot && memoryUse(snapshot, this.words);
  });
  protected readonly server = computed(() => {
    const { snapshot: redis } = this.read();
    if (redis === null) return [];
    const facts = [
      { label: this.words.say('services.redis.host'), value: redis.host },
      {
        label: this.words.say('services.redis.tls'),
        value: this.words.say(redis.isTls ? 'services.redis.encrypted' : 'services.redis.plain'),
      },
      { label: this.words.say('services.redis.version'), value: redis.version },
      { label: this.words.say('services.redis.mode'), value: redis.mode },
      { label: this.words.say('services.redis.role'), value: redis.role },
      {
        label: this.words.say('services.redis.uptime'),
        value: told(redis.uptimeMs, (ms) => this.words.duration(ms)),
      },
    ];
    // Only a replica has a primary to hear.
    if (redis.primaryLink === null) return facts;
    const value = this.words.say(`services.redis.primaryLinks.${redis.primaryLink}`);
    return [...facts, { label: this.words.say('services.redis.primaryLink'), value }];
  });

  protected readonly nodes = computed(() => {
    const unread = this.words.say('services.redis.unread');
    const noLimit = this.words.say('services.absent.noLimit');
    const bytes = (value: number | null) => told(value, (size) => this.words.bytes(size));
    return (this.read().snapshot?.cluster?.nodes ?? []).map((node) => ({
      address: node.address,
      cells: [
        { label: this.words.say('services.redis.memory'), value: bytes(node.usedBytes), absent: unread },
        {
          label: this.words.say('services.redis.memoryLimit'),
          value: bytes(node.limitBytes),
          absent: node.isRead ? noLimit : unread,
        },
        {
          label: this.words.say('services.redis.count'),
          value: told(node.keys, (keys) => this.words.number(keys)),
          absent: unread,
        },
      ],
    }));
  });

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

  protected readonly memoryFigures = computed(() => {
    const memory = this.read().snapshot?.memory ?? null;
    const [notGiven, noLimit] = [
      this.words.say('services.absent.notGiven'),
      this.words.say('services.absent.noLimit'),
    ];
    const bytes = (value: number | null | undefined) => told(value, (size) => this.words.bytes(size));
    return [
      { label: this.words.say('services.redis.memory'), value: bytes(memory?.usedBytes), absent: notGiven },
      {
        label: this.words.say('services.redis.memoryPeak'),
        value: bytes(memory?.peakBytes),
        absent: notGiven,
      },
      {
        label: this.words.say('services.redis.memoryLimit'),
        value: bytes(memory?.limitBytes),
        absent: memory ? noLimit : notGiven,
      },
      {
        label: this.words.say('services.redis.fragmentation'),
        value: told(memory?.fragmentationRatio, (ratio) => this.words.number(ratio)),
        absent: notGiven,
      },
      {
        label: this.words.say('services.redis.memoryPolicy'),
        value: memory?.policy ?? null,
        absent: notGiven,
      },
    ];
  });

  protected readonly traffic = computed(() => {
    const { snapshot: redis } = this.read();
    const number = (value: number | null | undefined) => told(value, (count) => this.words.number(count));
    const [perSecond, perMinute] = [
      this.words.say('services.unit.perSecond'),
      this.words.say('services.unit.perMinute'),
    ];
    const [notGiven, twoSamples] = [
      this.words.say('services.absent.notGiven'),
      this.words.say('services.absent.twoSamples'),
    ];
    return [
      {
        label: this.words.say('services.redis.operations'),
        value: number(redis?.operationsPerSecond),
        unit: perSecond,
        absent: twoSamples,
      },
      {
        label: this.words.say('services.redis.hitRatio'),
        value: told(redis?.hitRatio, (ratio) => this.words.ratio(ratio)),
        absent: redis ? noHitRatio(redis, this.words) : twoSamples,
      },
      {
        label: this.words.say('services.redis.clients'),
        value: number(redis?.clients?.connected),
        absent: notGiven,
      },
      {
        label: this.words.say('services.redis.clientsBlocked'),
        value: number(redis?.clients?.blocked),
        absent: notGiven,
      },
      {
        label: this.words.say('services.redis.clientsLimit'),
        value: number(redis?.clients?.limit),
        absent: notGiven,
      },
      {
        label: this.words.say('services.redis.evicted'),
        value: number(redis?.evictedPerMinute),
        unit: perMinute,
        absent: twoSamples,
      },
      {
        label: this.words.say('services.redis.expired'),
        value: number(redis?.expiredPerMinute),
        unit: perMinute,
        absent: twoSamples,
      },
      { label: this.words.say('services.redis.keys'), value: number(redis?.keys), absent: notGiven },
      {
        label: this.words.say('services.redis.commands'),
        value: number(redis?.commandsProcessed),
        absent: notGiven,
      },
    ];
  });

  private nameOf(environment: EnvironmentId | null): string {
    if (environment === null) return this.words.say('services.redis.unknownEnvironment');
    const name = this.configuration.environment(environment)?.name;
    return name ? this.words.name(name) : environment;
  }
}
