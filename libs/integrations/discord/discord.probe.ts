import type { DiscordSnapshot, EnvironmentId, Observation } from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import { observe, type Finding } from '@envscope/integrations/kernel/observe.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { Inject, Injectable } from '@nestjs/common';
import { DISCORD_CLIENTS, type DiscordClient, type DiscordWebhook } from './discord.client.js';

/**
 * Asks Discord whether an environment's webhook still stands, without posting, and whether another environment's alerts
 * land in the same channel.
 */
@Injectable()
export class DiscordProbe implements Probe {
  readonly service = 'discord';
  readonly headline = 'latencyMs';

  constructor(@Inject(DISCORD_CLIENTS) private readonly clients: PerEnvironment<DiscordClient>) {}

  observe(environment: EnvironmentId, limits: CheckLimits): Promise<Observation> {
    return observe({ environment, service: this.service, silence: 'down' }, limits, async (signal) => {
      const client = this.clients.for(environment);
      const [own, channels] = await Promise.all([
        describe(client, signal, limits),
        // Half of the time, so that another environment's trouble never takes all of this one's.
        this.channelsOfOthers(
          environment,
          AbortSignal.any([signal, AbortSignal.timeout(limits.timeoutMs / 2)]),
        ),
      ]);
      const sharedWith = [...channels].flatMap(([id, channel]) =>
        channel === own.webhook.channelId ? [id] : [],
      );
      const snapshot: DiscordSnapshot = {
        webhookName: own.webhook.name,
        channelId: own.webhook.channelId,
        guildId: own.webhook.guildId,
        channelLabel: client.channelLabel,
        channelUrl: channelUrl(own.webhook),
        sharedWith,
        sampledAt: new Date().toISOString(),
      };
      const crossed = sharedWith.filter((id) => this.clients.for(id).webhookId !== client.webhookId);
      return { findings: [{ ...judge(crossed), latencyMs: own.latencyMs }], snapshot: { ...snapshot } };
    });
  }

  /** The channels of all other environments, as far as they are known or can be learned now. */
  private async channelsOfOthers(
    environment: EnvironmentId,
    signal: AbortSignal,
  ): Promise<Map<EnvironmentId, string | undefined>> {
    const others = this.clients.entries().filter(([id]) => id !== environment);
    const channels = await Promise.all(
      others.map(async ([id, client]): Promise<[EnvironmentId, string | undefined]> => {
        // What fails here is told by that environment's own look.
        const webhook = client.known ?? (await client.describeWebhook(signal).catch(() => undefined));
        return [id, webhook?.channelId];
      }),
    );
    return new Map(channels);
  }
}

async function describe(client: DiscordClient, signal: AbortSignal, { isRequested = false }: CheckLimits) {
  const started = performance.now();
  const webhook = await client.describeWebhook(signal, { isRequested });
  return { webhook, latencyMs: Math.round(performance.now() - started) };
}

/**
 * Different webhooks that post into one channel were meant to be apart: people cannot tell whose alert they read. One
 * webhook for several environments is how most teams begin; settings warn of it, and a tab that is never green would hide
 * what goes wrong.
 */
function judge(crossed: readonly EnvironmentId[]): Finding {
  if (crossed.length === 0) return { status: 'up' };
  const params = { environments: crossed.join(', ') };
  return { status: 'degraded', reason: { code: 'channel-shared', params } };
}

function channelUrl({ guildId, channelId }: DiscordWebhook): string | null {
  return guildId === null ? null : `https://discord.com/channels/${guildId}/${channelId}`;
}
