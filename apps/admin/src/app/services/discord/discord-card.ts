import { Component, inject, input } from '@angular/core';
import type { DiscordSnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { VendorLink } from '../../ui/layout/vendor-link';
import { DiscordSharing } from './discord-sharing';

/** Where an environment's alerts go. */
@Component({
  selector: 'app-discord-card',
  imports: [DiscordSharing, VendorLink],
  template: `
    @let discord = snapshot();
    <dl>
      <div>
        <dt class="small">{{ words.say('shell.word.channel') }}</dt>
        <dd class="channel">
          @if (discord.channelLabel; as label) {
            {{ label }}
          } @else {
            <span class="muted">{{ words.say('services.discord.unlabelled') }}</span>
          }
        </dd>
        <dd class="identity">
          <code>{{ discord.channelId }}</code>
          @if (discord.channelUrl; as url) {
            <app-vendor-link [href]="url">{{ words.say('services.discord.openChannel') }}</app-vendor-link>
          }
        </dd>
      </div>
      <div>
        <dt class="small">{{ words.say('shell.settings.webhook') }}</dt>
        <dd>
          @if (discord.webhookName; as name) {
            {{ name }}
          } @else {
            <span class="muted">{{ words.say('services.discord.unnamed') }}</span>
          }
        </dd>
      </div>
    </dl>
    <app-discord-sharing [sharedWith]="discord.sharedWith" />
  `,
  styleUrl: '../card.scss',
  styles: `
    dl {
      display: grid;
      gap: var(--space-3);
    }
    dd.identity {
      font-size: var(--text-xs);
    }
    .channel {
      font-size: var(--text-l);
      font-weight: 600;
    }
  `,
})
export class DiscordCard {
  readonly snapshot = input.required<DiscordSnapshot>();

  protected readonly words = inject(Words);
}
