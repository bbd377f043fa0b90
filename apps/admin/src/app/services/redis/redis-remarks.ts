import { Component, computed, inject, input } from '@angular/core';
import type { RedisSnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Notice } from '../../ui/layout/notice';

/** Why figures are absent: masters of a cluster that could not be read, commands that this user may not run. */
@Component({
  selector: 'app-redis-remarks',
  imports: [Notice],
  template: `
    @if (incomplete(); as text) {
      <app-notice tone="warning">{{ text }}</app-notice>
    }
    @if (refused(); as text) {
      <app-notice>{{ text }}</app-notice>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
    }
    :host:empty {
      display: none;
    }
  `,
})
export class RedisRemarks {
  readonly redis = input.required<RedisSnapshot>();

  private readonly words = inject(Words);

  protected readonly incomplete = computed(() => {
    const { cluster } = this.redis();
    if (cluster === null) return null;
    const unread = cluster.nodes.filter(({ isRead }) => !isRead).length;
    if (cluster.nodes.length === 0) return this.words.say('services.redis.clusterUntold');
    if (unread === 0) return null;
    return this.words.say('services.redis.clusterIncomplete', { unread, nodes: cluster.nodes.length });
  });

  protected readonly refused = computed(() => {
    const { refused } = this.redis();
    return refused.length === 0
      ? null
      : this.words.say('services.redis.refused', { commands: refused.join(', ') });
  });
}
