import { Component, computed, inject, input } from '@angular/core';
import {
  DiscordSnapshot,
  type EnvironmentId,
  type ServiceConfig,
  type ServiceDetail,
} from '@envscope/contracts/index.js';
import { ChannelTest } from '../../alerts/channels/channel-test';
import { Words } from '../../language/words';
import { Fact, Facts } from '../../ui/figures/fact';
import { DetailSection } from '../../ui/layout/detail-section';
import { NoSnapshot } from '../no-snapshot';
import { readSnapshot } from '../read-snapshot';
import { VendorLink } from '../../ui/layout/vendor-link';
import { DiscordSharing } from './discord-sharing';

/** Where an environment's alerts go, and a way to try it. */
@Component({
  selector: 'app-discord-detail',
  imports: [ChannelTest, DetailSection, DiscordSharing, Fact, Facts, NoSnapshot, VendorLink],
  template: `
    <app-detail-section [heading]="words.say('services.discord.receiver')">
      @if (read().snapshot; as discord) {
        <dl app-facts>
          <div
            app-fact
            [label]="words.say('services.discord.channel')"
            [value]="discord.channelLabel"
            [absent]="words.say('services.discord.unlabelled')"
          ></div>
          <div app-fact [label]="words.say('services.discord.channelId')">
            @if (discord.channelUrl; as url) {
              <app-vendor-link [href]="url">{{ discord.channelId }}</app-vendor-link>
            } @else {
              {{ discord.channelId }}
            }
          </div>
          <div
            app-fact
            [label]="words.say('services.discord.guildId')"
            [value]="discord.guildId"
            [absent]="words.say('services.absent.figure')"
          ></div>
          <div
            app-fact
            [label]="words.say('services.discord.webhook')"
            [value]="discord.webhookName"
            [absent]="words.say('services.discord.unnamed')"
          ></div>
        </dl>
        <app-discord-sharing [sharedWith]="discord.sharedWith" />
      } @else {
        <app-no-snapshot [isMismatch]="read().isMismatch" />
      }
    </app-detail-section>

    @if (config().isConfigured) {
      <app-detail-section [heading]="words.say('services.discord.testTitle')">
        <p class="hint">{{ words.say('services.discord.testHint') }}</p>
        <app-channel-test [channel]="environment() + '.discord'" />
      </app-detail-section>
    }
  `,
  styleUrl: '../detail.scss',
})
export class DiscordDetail {
  readonly detail = input.required<ServiceDetail>();
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);

  protected readonly read = computed(() => readSnapshot(DiscordSnapshot, this.detail().snapshot));
}
