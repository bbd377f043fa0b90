import { Component, computed, inject, input } from '@angular/core';
import {
  DiscordSnapshot,
  type EnvironmentId,
  type ServiceCard,
  type ServiceConfig,
} from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { NoSnapshot } from '../no-snapshot';
import { readSnapshot } from '../read-snapshot';
import { VendorLink } from '../../ui/layout/vendor-link';
import { DiscordSharing } from './discord-sharing';

/** Where an environment's alerts go. */
@Component({
  selector: 'app-discord-card',
  imports: [DiscordSharing, NoSnapshot, VendorLink],
  template: `
    @if (read().snapshot; as discord) {
      <dl>
        <div>
          <dt>{{ words.say('services.discord.channel') }}</dt>
          <dd class="channel">
            @if (discord.channelLabel; as label) {
              {{ label }}
            } @else {
              <span class="muted">{{ words.say('services.discord.unlabelled') }}</span>
            }
          </dd>
          <dd class="identity small">
            <code>{{ discord.channelId }}</code>
            @if (discord.channelUrl; as url) {
              <app-vendor-link [href]="url">{{ words.say('services.discord.openChannel') }}</app-vendor-link>
            }
          </dd>
        </div>
        <div>
          <dt>{{ words.say('services.discord.webhook') }}</dt>
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
    } @else {
      <app-no-snapshot [isMismatch]="read().isMismatch" />
    }
  `,
  styleUrl: '../card.scss',
  styles: `
    dl {
      display: grid;
      gap: var(--space-3);
    }
    dt {
      color: var(--ink-muted);
      font-size: var(--text-xs);
    }
    .channel {
      font-size: var(--text-l);
      font-weight: 600;
    }
  `,
})
export class DiscordCard {
  readonly card = input.required<ServiceCard>();
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);

  protected readonly read = computed(() => readSnapshot(DiscordSnapshot, this.card().snapshot));
}
