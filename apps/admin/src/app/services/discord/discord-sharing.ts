import { Component, computed, inject, input } from '@angular/core';
import type { EnvironmentId } from '@envscope/contracts/index.js';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { Notice } from '../../ui/layout/notice';

/** Whether other environments' alerts land in the same channel: who reads one must not take it for another. */
@Component({
  selector: 'app-discord-sharing',
  imports: [Notice],
  template: `
    @if (environments(); as environments) {
      <app-notice tone="warning">{{ words.say('services.discord.shared', { environments }) }}</app-notice>
    } @else {
      <p class="minor">{{ words.say('services.discord.ownChannel') }}</p>
    }
  `,
})
export class DiscordSharing {
  readonly sharedWith = input.required<readonly EnvironmentId[]>();

  private readonly configuration = inject(Configuration);
  protected readonly words = inject(Words);

  protected readonly environments = computed(() =>
    this.sharedWith()
      .map((id) => this.configuration.nameOf(id))
      .join(', '),
  );
}
