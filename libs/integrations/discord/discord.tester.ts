import type { Color, DiscordTestReport, EnvironmentId } from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import { ChannelRefusal } from '@envscope/integrations/kernel/channel.js';
import { Inject, Injectable } from '@nestjs/common';
import { DISCORD_WEBHOOKS, type EnvironmentWebhooks } from './discord.webhooks.js';

/** The environment whose webhook is tried; its name is a matter of the words. */
export interface TestedEnvironment {
  readonly id: EnvironmentId;
  readonly color: Color;
}

/** What the test message says. */
export interface TestWords {
  readonly title: string;
  readonly description: string;
  readonly footer: string;
}

/** Sends a test message to an environment's channel, as a person asks for it. */
@Injectable()
export class DiscordTester {
  constructor(@Inject(DISCORD_WEBHOOKS) private readonly webhooks: PerEnvironment<EnvironmentWebhooks>) {}

  /**
   * Discord's answer, a refusal as well. Rejects with `NotConfigured` where settings name no webhook.
   */
  async test(
    environment: TestedEnvironment,
    words: TestWords,
    signal: AbortSignal,
  ): Promise<DiscordTestReport> {
    const { own } = this.webhooks.for(environment.id);
    const sentAt = new Date().toISOString();
    const started = performance.now();
    const embed = { ...words, color: environment.color, timestamp: sentAt };
    const outcome = await own
      .send({ embeds: [embed] }, signal)
      .then(({ messageId, channelId }) => {
        return { ...NOTHING, messageId, channelId, isDelivered: true, httpStatus: 200 };
      })
      .catch((error: unknown) => {
        if (error instanceof ChannelRefusal) return refused(error);
        throw error;
      });
    return { ...outcome, latencyMs: Math.round(performance.now() - started), sentAt };
  }
}

const NOTHING = {
  isDelivered: false,
  reason: null,
  messageId: null,
  channelId: null,
  httpStatus: null,
  discordCode: null,
  discordMessage: null,
  retryAfterMs: null,
} as const;

function refused({ reason, options }: ChannelRefusal): Omit<DiscordTestReport, 'latencyMs' | 'sentAt'> {
  const { httpStatus, discordCode, discordMessage } = reason.params;
  return {
    ...NOTHING,
    reason,
    httpStatus: typeof httpStatus === 'number' ? httpStatus : null,
    discordCode: typeof discordCode === 'number' ? discordCode : null,
    discordMessage: typeof discordMessage === 'string' ? discordMessage : null,
    retryAfterMs: options.waitMs ?? null,
  };
}
