import { Component, computed, inject, input } from '@angular/core';
import {
  type EnvironmentId,
  MongodbSnapshot,
  type ServiceConfig,
  type ServiceDetail,
} from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Absent } from '../../ui/figures/absent';
import { Fact } from '../../ui/figures/fact';
import { FactList } from '../../ui/figures/fact-list';
import { FigureList } from '../../ui/figures/figure-list';
import { Meter } from '../../ui/figures/meter';
import { TableFrame } from '../../ui/tables/table-frame';
import { DetailSection } from '../../ui/layout/detail-section';
import { FigureWriter } from '../figure-writer';
import { NoSnapshot } from '../no-snapshot';
import { readSnapshot } from '../read-snapshot';
import {
  connectionUse,
  LOAD_FIGURES,
  operationsOf,
  planUse,
  SERVER_FACTS,
  STORAGE_FIGURES,
} from './mongodb-figures';

const KINDS = ['query', 'insert', 'update', 'delete', 'getmore', 'command'] as const;

/** All that is known of an environment's MongoDB: the server, its load, its room, and the commands that it refused. */
@Component({
  selector: 'app-mongodb-detail',
  imports: [Absent, DetailSection, Fact, FactList, FigureList, Meter, NoSnapshot, TableFrame],
  template: `
    @if (read().snapshot; as mongodb) {
      <app-detail-section [heading]="words.say('services.mongodb.server')">
        <app-fact-list [facts]="server()">
          @if (mongodb.members.length > 0) {
            <div app-fact class="wide" [label]="words.say('services.mongodb.members')">
              <ul class="members">
                @for (member of mongodb.members; track member) {
                  <li>{{ member }}</li>
                }
              </ul>
            </div>
          }
        </app-fact-list>
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
        <app-figure-list [figures]="load()" />
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
              @for (row of operations(); track row.kind) {
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
        <app-figure-list [figures]="storage()" />
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
  private readonly writer = inject(FigureWriter);

  protected readonly read = computed(() => readSnapshot(MongodbSnapshot, this.detail().snapshot));
  protected readonly twoSamples = computed(() => this.words.say('services.absent.twoSamples'));

  protected readonly server = computed(() =>
    this.writer.write('mongodb', SERVER_FACTS, this.read().snapshot),
  );
  protected readonly load = computed(() => this.writer.write('mongodb', LOAD_FIGURES, this.read().snapshot));
  protected readonly storage = computed(() =>
    this.writer.write('mongodb', STORAGE_FIGURES, this.read().snapshot),
  );
  protected readonly refused = computed(() =>
    (this.read().snapshot?.refused ?? []).map(({ command, code }) => ({
      command,
      why: this.words.say(`services.mongodb.refusedCodes.${code}`),
    })),
  );

  protected readonly connections = computed(() => {
    const { snapshot } = this.read();
    return (
      snapshot && this.writer.use('mongodb', 'connectionsUsedRatio', connectionUse(snapshot, this.words))
    );
  });
  protected readonly plan = computed(() => {
    const { snapshot } = this.read();
    return snapshot && this.writer.use('mongodb', 'storageUsedRatio', planUse(snapshot, this.words));
  });

  protected readonly operations = computed(() => {
    const { snapshot } = this.read();
    const rates = snapshot?.operationsPerSecond ?? null;
    const total = snapshot && operationsOf(snapshot);
    return KINDS.map((kind) => ({
      kind,
      label: this.words.say(`services.mongodb.kinds.${kind}`),
      rate: rates && this.words.number(rates[kind]),
      // A second without operations has no shares.
      share: rates && total ? this.words.ratio(rates[kind] / total) : null,
    }));
  });
}
