import { Component, computed, inject, input } from '@angular/core';
import {
  type EnvironmentId,
  MongodbSnapshot,
  type ServiceConfig,
  type ServiceDetail,
} from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Absent } from '../../ui/figures/absent';
import { Fact, Facts } from '../../ui/figures/fact';
import { Figure, Figures } from '../../ui/figures/figure';
import { Meter } from '../../ui/figures/meter';
import { TableFrame } from '../../ui/tables/table-frame';
import { DetailSection } from '../../ui/layout/detail-section';
import { NoSnapshot } from '../no-snapshot';
import { readSnapshot } from '../read-snapshot';
import { told } from '../told';
import { connectionUse, operationsOf, planUse } from './mongodb-figures';

const KINDS = ['query', 'insert', 'update', 'delete', 'getmore', 'command'] as const;

/** All that is known of an environment's MongoDB: the server, its load, its room, and what it refused to tell. */
@Component({
  selector: 'app-mongodb-detail',
  imports: [Absent, DetailSection, Fact, Facts, Figure, Figures, Meter, NoSnapshot, TableFrame],
  template: `
    @if (read().snapshot; as mongodb) {
      <app-detail-section [heading]="words.say('services.mongodb.server')">
        <dl app-facts>
          @for (fact of server(); track fact.label) {
            <div app-fact [label]="fact.label" [value]="fact.value" [absent]="fact.absent"></div>
          }
          @if (mongodb.members.length > 0) {
            <div app-fact class="wide" [label]="words.say('services.mongodb.members')">
              <ul class="members">
                @for (member of mongodb.members; track member) {
                  <li>{{ member }}</li>
                }
              </ul>
            </div>
          }
        </dl>
      </app-detail-section>

      <app-detail-section [heading]="words.say('services.mongodb.load')">
        @if (connections(); as use) {
          <app-meter
            [label]="words.say('services.mongodb.connections')"
            [ratio]="use.ratio"
            [text]="use.text"
            [tone]="use.tone"
          />
        }
        <dl app-figures>
          <div
            app-figure
            [label]="words.say('services.mongodb.operations')"
            [value]="operations().total"
            [unit]="words.say('services.unit.perSecond')"
            [absent]="twoSamples()"
          ></div>
          <div
            app-figure
            [label]="words.say('services.mongodb.networkIn')"
            [value]="mongodb.networkPerSecond && words.bytes(mongodb.networkPerSecond.inBytes)"
            [unit]="words.say('services.unit.perSecond')"
            [absent]="twoSamples()"
          ></div>
          <div
            app-figure
            [label]="words.say('services.mongodb.networkOut')"
            [value]="mongodb.networkPerSecond && words.bytes(mongodb.networkPerSecond.outBytes)"
            [unit]="words.say('services.unit.perSecond')"
            [absent]="twoSamples()"
          ></div>
          @for (latency of latencies(); track latency.label) {
            <div
              app-figure
              [label]="latency.label"
              [value]="latency.value"
              [unit]="words.say('services.unit.milliseconds')"
              [absent]="twoSamples()"
            ></div>
          }
          <div
            app-figure
            [label]="words.say('services.mongodb.connectionsTotal')"
            [value]="connectionsTotal()"
            [absent]="absent()"
          ></div>
        </dl>
        <p class="hint">{{ words.say('services.mongodb.ownShare') }}</p>
        <app-table-frame
          class="short"
          [stacks]="false"
          [label]="words.say('services.mongodb.operationsByKind')"
        >
          <table>
            <thead>
              <tr>
                <th scope="col">{{ words.say('services.mongodb.kind') }}</th>
                <th scope="col" class="number">{{ words.say('services.mongodb.rate') }}</th>
                <th scope="col" class="number">{{ words.say('services.mongodb.share') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (row of operations().rows; track row.kind) {
                <tr>
                  <td>{{ row.label }}</td>
                  <td class="number" [attr.data-label]="words.say('services.mongodb.rate')">
                    @if (row.rate !== null) {
                      {{ row.rate }}
                    } @else {
                      <app-absent [why]="twoSamples()" />
                    }
                  </td>
                  <td class="number" [attr.data-label]="words.say('services.mongodb.share')">
                    @if (row.share !== null) {
                      {{ row.share }}
                    } @else {
                      <app-absent [why]="twoSamples()" />
                    }
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </app-table-frame>
      </app-detail-section>

      <app-detail-section [heading]="words.say('services.mongodb.storage')">
        @if (plan(); as use) {
          <app-meter
            [label]="words.say('services.mongodb.plan')"
            [ratio]="use.ratio"
            [text]="use.text"
            [tone]="use.tone"
          />
        }
        <dl app-figures>
          @for (figure of storage(); track figure.label) {
            <div app-figure [label]="figure.label" [value]="figure.value" [absent]="absent()"></div>
          }
        </dl>
      </app-detail-section>

      @if (mongodb.refused.length > 0) {
        <app-detail-section [heading]="words.say('services.mongodb.refused')">
          <p class="hint">{{ words.say('services.mongodb.refusedHint') }}</p>
          <app-table-frame [label]="words.say('services.mongodb.refused')">
            <table>
              <thead>
                <tr>
                  <th scope="col">{{ words.say('services.mongodb.refusedCommand') }}</th>
                  <th scope="col">{{ words.say('services.mongodb.refusedWhy') }}</th>
                </tr>
              </thead>
              <tbody>
                @for (refusal of refused(); track refusal.command) {
                  <tr>
                    <td class="steady">
                      <code>{{ refusal.command }}</code>
                    </td>
                    <td class="wide">{{ refusal.why }}</td>
                  </tr>
                }
              </tbody>
            </table>
          </app-table-frame>
        </app-detail-section>
      }
    } @else {
      <app-no-snapshot [isMismatch]="read().isMismatch" />
    }
  `,
  styleUrl: '../detail.scss',
  styles: `
    .members {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-4);
    }
  `,
})
export class MongodbDetail {
  readonly detail = input.required<ServiceDetail>();
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);

  protected readonly read = computed(() => readSnapshot(MongodbSnapshot, this.detail().snapshot));
  protected readonly absent = computed(() => this.words.say('services.absent.figure'));
  protected readonly twoSamples = computed(() => this.words.say('services.absent.twoSamples'));

  protected readonly server = computed(() => {
    const { snapshot: mongodb } = this.read();
    const absent = this.absent();
    return [
      { label: this.words.say('services.mongodb.version'), value: mongodb?.version ?? null, absent },
      {
        label: this.words.say('services.mongodb.role'),
        value: told(mongodb?.role, (role) => this.words.say(`services.mongodb.roles.${role}`)),
        absent,
      },
      {
        label: this.words.say('services.mongodb.tier'),
        value: told(mongodb?.tier, (tier) => this.words.say(`services.mongodb.tiers.${tier}`)),
        absent,
      },
      {
        label: this.words.say('services.mongodb.uptime'),
        value: told(mongodb?.uptimeMs, (ms) => this.words.duration(ms)),
        absent,
      },
      { label: this.words.say('services.mongodb.host'), value: mongodb?.host ?? null, absent },
      { label: this.words.say('services.mongodb.database'), value: mongodb?.database ?? null, absent },
      {
        label: this.words.say('services.mongodb.replicaSet'),
        value: mongodb?.replicaSet ?? null,
        absent: this.words.say('services.mongodb.noReplicaSet'),
      },
    ];
  });
  protected readonly refused = computed(() =>
    (this.read().snapshot?.refused ?? []).map(({ command, code }) => ({
      command,
      why: this.words.say(`services.mongodb.refusedCodes.${code}`),
    })),
  );

  protected readonly connections = computed(() => {
    const { snapshot } = this.read();
    return snapshot && connectionUse(snapshot, this.words);
  });
  protected readonly plan = computed(() => {
    const { snapshot } = this.read();
    return snapshot && planUse(snapshot, this.words);
  });

  protected readonly connectionsTotal = computed(() => {
    const total = this.read().snapshot?.connections?.totalCreated;
    return told(total, (count) => this.words.number(count));
  });

  protected readonly operations = computed(() => {
    const { snapshot } = this.read();
    const rates = snapshot?.operationsPerSecond ?? null;
    const total = snapshot && operationsOf(snapshot);
    return {
      total: told(total, (rate) => this.words.number(rate)),
      rows: KINDS.map((kind) => ({
        kind,
        label: this.words.say(`services.mongodb.kinds.${kind}`),
        rate: rates && this.words.number(rates[kind]),
        // A second without operations has no shares.
        share: rates && total ? this.words.ratio(rates[kind] / total) : null,
      })),
    };
  });

  protected readonly latencies = computed(() => {
    const latency = this.read().snapshot?.operationLatencyMs ?? null;
    const value = (ms: number | null | undefined) => told(ms, (average) => this.words.number(average));
    return [
      { label: this.words.say('services.mongodb.readLatency'), value: value(latency?.reads) },
      { label: this.words.say('services.mongodb.writeLatency'), value: value(latency?.writes) },
      { label: this.words.say('services.mongodb.commandLatency'), value: value(latency?.commands) },
    ];
  });

  protected readonly storage = computed(() => {
    const storage = this.read().snapshot?.storage;
    const bytes = (value: number | undefined) => told(value, (size) => this.words.bytes(size));
    const number = (value: number | undefined) => told(value, (count) => this.words.number(count));
    return [
      { label: this.words.say('services.mongodb.dataSize'), value: bytes(storage?.dataBytes) },
      {
        label: this.words.say('services.mongodb.storageSize'),
        value: bytes(storage?.storageBytes),
      },
      {
        label: this.words.say('services.mongodb.indexSize'),
        value: bytes(storage?.indexBytes),
      },
      {
        label: this.words.say('services.mongodb.collections'),
        value: number(storage?.collections),
      },
      { label: this.words.say('services.mongodb.objects'), value: number(storage?.objects) },
    ];
  });
}
