import type { Color, DiscordTestReport, EnvironmentId, Reason } from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import { IntegrationError, networkReason } from '@envscope/integrations/kernel/integration-error.js';
import { Inject, Injectable } from '@nestjs/common';
import { DISCORD_CLIENTS, type DiscordClient } from './discord.client.js';

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
  constructor(@Inject(DISCORD_CLIENTS) private readonly clients: PerEnvironment<DiscordClient>) {}

  /**
   * Discord's answer, a refusal as well. Rejects with `NotConfigured` where settings name no webhook, and with the
   * signal's reason when that is anything but a time-out.
   */
  async test(
    environment: TestedEnvironment,
    words: TestWords,
    signal: AbortSignal,
  ): Promise<DiscordTestReport> {
    const client = this.clients.for(environment.id);
    const sentAt = new Date().toISOString();
    const started = performance.now();
    const embed = { ...words, color: environment.color, timestamp: sentAt };
    const outcome = await client
      .send({ embeds: [embed] }, signal, { isRequested: true })
      .then((sent) => ({ ...NOTHING, ...sent, isDelivered: true, httpStatus: 200 }))
      .catch((error: unknown) => refusal(reasonOf(error)));
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

/** Throws again what is neither a refusal nor a failed connection. */
function reasonOf(error: unknown): Reason {
  if (error instanceof IntegrationError) return error.reason;
  const code = networkReason(error);
  if (code === undefined) throw error;
  return { code, params: {} };
}

function refusal(reason: Reason): Omit<DiscordTestReport, 'latencyMs' | 'sentAt'> {
  const { httpStatus, discordCode, discordMessage, untilAt } = reason.params;
  return {
    ...NOTHING,
    reason,
    httpStatus: typeof httpStatus === 'number' ? httpStatus : null,
    discordCode: typeof discordCode === 'number' ? discordCode : null,
    discordMessage: typeof discordMessage === 'string' ? discordMessage : null,
    retryAfterMs: typeof untilAt === 'string' ? Math.max(0, Date.parse(untilAt) - Date.now()) : null,
  };
}
