import { Component, computed, inject, input } from '@angular/core';
import type { RedisSnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';

/** Which Redis this is, under which prefix and in which of its databases: what a mistake in settings would get wrong first. */
@Component({
  selector: 'app-redis-identity',
  template: `
    <div>
      <span class="small">{{ words.say('shell.settings.type') }}</span>
      <strong>{{ typeName() }}</strong>
    </div>
    <div>
      <span class="small">{{ words.say('shell.settings.keyPrefix') }}</span>
      @if (redis().keyPrefix; as prefix) {
        <code>{{ prefix }}</code>
      } @else {
        <strong>{{ words.say('services.redis.noPrefix') }}</strong>
      }
    </div>
    <div>
      <span class="small">{{ words.say('shell.settings.database') }}</span>
      <strong>{{ redis().database }}</strong>
    </div>
  `,
  styles: `
    :host {
      display: flex;
      gap: var(--space-4);
      padding: var(--space-2) var(--space-3);
      border-radius: var(--radius-2);
      background: var(--surface-sunken);
    }
    div {
      display: grid;
      min-inline-size: 0;
    }
    strong,
    code {
      font-size: var(--text-l);
      font-weight: 600;
      overflow-wrap: anywhere;
    }
  `,
})
export class RedisIdentity {
  readonly redis = input.required<Pick<RedisSnapshot, 'type' | 'keyPrefix' | 'database'>>();

  protected readonly words = inject(Words);

  protected readonly typeName = computed(() => this.words.say(`services.redis.types.${this.redis().type}`));
}
