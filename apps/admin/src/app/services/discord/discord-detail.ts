import { Component, computed, inject, input } from '@angular/core';
import type { DiscordSnapshot, EnvironmentId } from '@envscope/contracts/index.js';
import { ChannelTest } from '../../alerts/channels/channel-test';
import { Words } from '../../language/words';
import { Fact } from '../../ui/figures/fact';
import { FactList } from '../../ui/figures/fact-list';
import { DetailSection } from '../../ui/layout/detail-section';
import { VendorLink } from '../../ui/layout/vendor-link';
import { FigureWriter, type ServiceFigure } from '../figure-writer';
import { DiscordSharing } from './discord-sharing';

const FACTS: readonly ServiceFigure<DiscordSnapshot>[] = [
  {
    label: 'shell.word.channel',
    value: ({ channelLabel }) => channelLabel,
    absent: 'services.discord.unlabelled',
  },
  {
    label: 'shell.settings.webhook',
    value: ({ webhookName }) => webhookName,
    absent: 'services.discord.unnamed',
  },
  { label: 'services.discord.guildId', value: ({ guildId }) => guildId },
];

/** Where an environment's alerts go, and a way to try it, also while Discord says nothing of it. */
@Component({
  selector: 'app-discord-detail',
  imports: [ChannelTest, DetailSection, DiscordSharing, Fact, FactList, VendorLink],
  template: `
    @if (snapshot(); as discord) {
      <app-detail-section [heading]="words.say('services.discord.receiver')">
        <app-fact-list [facts]="facts()">
          <div app-fact [label]="words.say('shell.settings.channelId')">
            @if (discord.channelUrl; as url) {
              <app-vendor-link [href]="url">{{ discord.channelId }}</app-vendor-link>
            } @else {
              {{ discord.channelId }}
            }
          </div>
        </app-fact-list>
        <app-discord-sharing [sharedWith]="discord.sharedWith" />
      </app-detail-section>
    }

    <app-detail-section [heading]="words.say('services.discord.testTitle')">
      <p class="hint">{{ words.say('services.discord.testHint') }}</p>
      <app-channel-test [channel]="environment() + '.discord'" />
    </app-detail-section>
  `,
  styleUrl: '../detail.scss',
})
export class DiscordDetail {
  readonly snapshot = input.required<DiscordSnapshot | null>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly facts = computed(() => {
    const snapshot = this.snapshot();
    return snapshot ? this.writer.write('discord', FACTS, snapshot) : [];
  });
}
