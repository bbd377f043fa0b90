import { Component, computed, inject, input } from '@angular/core';
import {
  type EnvironmentId,
  RedisSnapshot,
  type ServiceCard,
  type ServiceConfig,
} from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Figure, Figures } from '../../ui/figures/figure';
import { Meter } from '../../ui/figures/meter';
import { NoSnapshot } from '../no-snapshot';
import { readSnapshot } from '../read-snapshot';
import { ForeignKeys } from './foreign-keys';
import { memoryUse, noHitRatio } from './redis-figures';
import { RedisIdentity } from './redis-identity';
import { RedisRemarks } from './redis-remarks';

/** Which Redis an environment uses, its room, and whose keys are in it. */
@Component({
  selector: 'app-redis-card',
  imports: [Figure, Figures, ForeignKeys, Meter, NoSnapshot, RedisIdentity, RedisRemarks],
  template: `
    @if (read().snapshot; as redis) {
      <app-redis-identity [type]="redis.type" [keyPrefix]="redis.keyPrefix" [database]="redis.database" />
      <app-redis-remarks [redis]="redis" />
      @if (memory(); as use) {
        <app-meter
          [label]="words.say('services.redis.memory')"
          [ratio]="use.ratio"
          [text]="use.text"
          [tone]="use.tone"
        />
      }
      <dl app-figures [class.pairs]="memory()">
        @if (!memory()) {
          <div
            app-figure
            [label]="words.say('services.redis.memory')"
            [value]="redis.memory && words.bytes(redis.memory.usedBytes)"
            [absent]="words.say('services.absent.notGiven')"
          >
            @if (redis.memory) {
              <p class="muted small">{{ words.say('services.absent.noLimit') }}</p>
            }
          </div>
        }
        <div
          app-figure
          [label]="words.say('services.redis.hitRatio')"
          [value]="redis.hitRatio === null ? null : words.ratio(redis.hitRatio)"
          [absent]="noHitRatio(redis, words)"
        ></div>
        <div
          app-figure
          [label]="words.say('services.redis.clients')"
          [value]="redis.clients && words.number(redis.clients.connected)"
          [absent]="words.say('services.absent.notGiven')"
        ></div>
        <div
          app-figure
          [label]="words.say('services.redis.ownKeys')"
          [value]="redis.keyCount && words.number(redis.keyCount.own)"
          [absent]="words.say('services.redis.notCounted')"
        >
          @if (redis.keyCount && !redis.keyCount.isComplete) {
            <p class="muted small">{{ words.say('services.redis.atLeast') }}</p>
          }
        </div>
        <div
          app-figure
          [label]="words.say('services.redis.foreignKeys')"
          [value]="redis.keyCount && words.number(redis.keyCount.foreign)"
          [absent]="words.say('services.redis.notCounted')"
          [tone]="redis.keyCount?.foreign ? 'warning' : 'plain'"
        ></div>
      </dl>
      @if (redis.keyCount; as count) {
        <app-foreign-keys [count]="count" />
      }
    } @else {
      <app-no-snapshot [isMismatch]="read().isMismatch" />
    }
  `,
  styleUrl: '../card.scss',
})
export class RedisCard {
  readonly card = input.required<ServiceCard>();
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);

  protected readonly noHitRatio = noHitRatio;
  protected readonly read = computed(() => readSnapshot(RedisSnapshot, this.card().snapshot));
  protected readonly memory = computed(() => {
    const { snapshot } = this.read();
    return snapshot && memoryUse(snapshot, this.words);
  });
}
