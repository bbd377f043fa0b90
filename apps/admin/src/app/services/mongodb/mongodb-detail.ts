import { Component, computed, inject, input } from '@angular/core';
import type { MongodbSnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Fact } from '../../ui/figures/fact';
import { FactList } from '../../ui/figures/fact-list';
import { FigureList } from '../../ui/figures/figure-list';
import { Meter } from '../../ui/figures/meter';
import { DetailSection } from '../../ui/layout/detail-section';
import { DataTable } from '../../ui/tables/data-table';
import { FigureWriter } from '../figure-writer';
import {
  CONNECTION_USE,
  LOAD_FIGURES,
  OPERATION_KINDS,
  OPERATION_TABLE,
  PLAN_USE,
  REFUSAL_TABLE,
  SERVER_FACTS,
  STORAGE_FIGURES,
} from './mongodb-figures';

/** All that is known of an environment's MongoDB: the server, its load, its room, and the commands that it refused. */
@Component({
  selector: 'app-mongodb-detail',
  imports: [DataTable, DetailSection, Fact, FactList, FigureList, Meter],
  template: `
    <app-detail-section [heading]="words.say('services.word.server')">
      <app-fact-list [facts]="server()">
        @if (snapshot().members.length > 0) {
          <div app-fact class="wide" [label]="words.say('services.mongodb.members')">
            <ul class="members">
              @for (member of snapshot().members; track member) {
                <li>{{ member }}</li>
              }
            </ul>
          </div>
        }
      </app-fact-list>
    </app-detail-section>

    <app-detail-section [heading]="words.say('services.mongodb.load')">
      @if (connections(); as use) {
        <app-meter [use]="use" />
      }
      <app-figure-list [figures]="load()" />
      <p class="hint">{{ words.say('services.mongodb.ownShare') }}</p>
      <app-data-table
        class="short"
        [table]="operationTable"
        [rows]="operations()"
        [label]="words.say('services.mongodb.operationsByKind')"
      />
    </app-detail-section>

    <app-detail-section [heading]="words.say('services.mongodb.storage')">
      @if (plan(); as use) {
        <app-meter [use]="use" />
      }
      <app-figure-list [figures]="storage()" />
    </app-detail-section>

    @if (snapshot().refused.length > 0) {
      <app-detail-section [heading]="words.say('services.mongodb.refused')">
        <p class="hint">{{ words.say('services.mongodb.refusedHint') }}</p>
        <app-data-table
          [table]="refusalTable"
          [rows]="snapshot().refused"
          [label]="words.say('services.mongodb.refused')"
        />
      </app-detail-section>
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
  readonly snapshot = input.required<MongodbSnapshot>();

  protected readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly operationTable = OPERATION_TABLE;
  protected readonly refusalTable = REFUSAL_TABLE;

  protected readonly server = computed(() => this.writer.write('mongodb', SERVER_FACTS, this.snapshot()));
  protected readonly load = computed(() => this.writer.write('mongodb', LOAD_FIGURES, this.snapshot()));
  protected readonly storage = computed(() => this.writer.write('mongodb', STORAGE_FIGURES, this.snapshot()));
  protected readonly connections = computed(() =>
    this.writer.use('mongodb', CONNECTION_USE, this.snapshot()),
  );
  protected readonly plan = computed(() => this.writer.use('mongodb', PLAN_USE, this.snapshot()));
  protected readonly operations = computed(() =>
    OPERATION_KINDS.map((kind) => ({ kind, mongodb: this.snapshot() })),
  );
}
