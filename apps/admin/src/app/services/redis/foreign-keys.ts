import { Component, computed, inject, input } from '@angular/core';
import type { RedisKeyCount } from '@envscope/contracts/index.js';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { Notice } from '../../ui/layout/notice';

/** Warns of keys that are not this environment's: how many at least, under which prefixes, and whose those are. */
@Component({
  selector: 'app-foreign-keys',
  imports: [Notice],
  template: `
    @if (warning(); as warning) {
      <app-notice tone="warning">
        {{ warning }}
        <ul>
          @for (row of prefixes(); track row.prefix) {
            <li>
              <code>{{ row.prefix }}</code> {{ row.keys }}
              @if (row.environment; as environment) {
                ({{ environment }})
              }
            </li>
          }
        </ul>
      </app-notice>
    }
  `,
  styles: `
    :host:not(:has(app-notice)) {
      display: none;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-3);
    }
  `,
})
export class ForeignKeys {
  readonly count = input.required<RedisKeyCount>();

  private readonly configuration = inject(Configuration);
  private readonly words = inject(Words);

  protected readonly warning = computed(() => {
    const { foreign: count, isComplete } = this.count();
    if (count === 0) return null;
    const key = isComplete ? 'services.redis.foreignWarning' : 'services.redis.foreignWarningAtLeast';
    return this.words.say(key, { count });
  });

  protected readonly prefixes = computed(() =>
    this.count().foreignPrefixes.map(({ prefix, environment, keys }) => ({
      prefix,
      keys: this.words.number(keys),
      environment: environment && this.configuration.nameOf(environment),
    })),
  );
}
