import {
  DEFAULT_TARGET,
  type DiscordSnapshot,
  type EnvironmentId,
  type Observation,
} from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import { degraded, up, type Finding } from '@envscope/integrations/kernel/checks/finding.js';
import { observeEach, type EachTarget } from '@envscope/integrations/kernel/checks/observe-each.js';
import type { TargetFinding } from '@envscope/integrations/kernel/checks/observe-target.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { Inject, Injectable } from '@nestjs/common';
import type { DiscordClient, DiscordWebhook } from '../client/discord.client.js';
import { discordService } from '../discord.service.js';
import { DISCORD_WEBHOOKS, distinctClients, type EnvironmentWebhooks } from './discord.webhooks.js';

/** An environment's own webhook, or one of its routes. */
interface WebhookTarget extends EachTarget {
  /** Null for its own. */
  readonly route: DiscordClient | null;
}

/**
 * Asks Discord whether an environment's webhooks still stand, without posting, and whether another environment's alerts land
 * in the same channel. The environment's own webhook is the default target; those of its routes are targets by their names.
 */
@Injectable()
export class DiscordProbe implements Probe {
  readonly service = 'discord';

  constructor(@Inject(DISCORD_WEBHOOKS) private readonly webhooks: PerEnvironment<EnvironmentWebhooks>) {}

  observe(environment: EnvironmentId, limits: CheckLimits): Promise<Observation> {
    return observeEach<WebhookTarget, DiscordSnapshot | null>(
      { environment, service: discordService },
      limits,
      {
        targets: () => targetsOf(this.webhooks.for(environment)),
        check: async ({ route }, signal) => {
          if (route === null) return this.checkOwn(environment, signal, limits);
          await route.describeWebhook(signal, limits);
          return { finding: up(), detail: null };
        },
        snapshot: ([own]) => (own?.detail ? { ...own.detail } : null),
      },
    );
  }

  private async checkOwn(
    environment: EnvironmentId,
    signal: AbortSignal,
    limits: CheckLimits,
  ): Promise<TargetFinding<DiscordSnapshot>> {
    const webhooks = this.webhooks.for(environment);
    const started = performance.now();
    const [webhook] = await Promise.all([
      webhooks.own.describeWebhook(signal, limits),
      // Half of the time, so that another webhook's trouble never takes all of this one's.
      this.learnOthers(webhooks.own, AbortSignal.any([signal, AbortSignal.timeout(limits.timeoutMs / 2)])),
    ]);
    const latencyMs = Math.round(performance.now() - started);
    const others = this.webhooks.entries().filter(([id]) => id !== environment);
    const sharedWith = others.filter(([, other]) => meets(webhooks, other)).map(([id]) => id);
    const crossed = others.filter(([, other]) => crosses(webhooks, other)).map(([id]) => id);
    const snapshot: DiscordSnapshot = {
      webhookName: webhook.name,
      channelId: webhook.channelId,
      guildId: webhook.guildId,
      channelLabel: webhooks.ownLabel,
      channelUrl: channelUrl(webhook, webhooks.own.siteUrl),
      sharedWith,
      routes: webhooks.routes.map(({ match, client }) => ({ match, channelId: channelOf(client, webhooks) })),
      sampledAt: new Date().toISOString(),
    };
    return { finding: { ...judge(crossed), latencyMs }, detail: snapshot };
  }

  /** Learns the channels of all other webhooks, as far as they are not known and can be learned now. */
  private async learnOthers(own: DiscordClient, signal: AbortSignal): Promise<void> {
    const clients = new Set(this.webhooks.entries().flatMap(([, webhooks]) => distinctClients(webhooks)));
    const unknown = [...clients].filter((client) => client !== own && !client.known);
    // What fails here is reported by the check of that webhook itself.
    await Promise.allSettled(unknown.map((client) => client.describeWebhook(signal)));
  }
}

/** The environment's own webhook, and the routes that lead to another one. */
function targetsOf({ own, routes }: EnvironmentWebhooks): WebhookTarget[] {
  const elsewhere = routes.filter(({ client }) => client.webhookId !== own.webhookId);
  return [
    { id: DEFAULT_TARGET, route: null },
    ...elsewhere.map(({ match, client }) => ({ id: match, label: match, route: client })),
  ];
}

/** Whether notifications of both arrive in one channel. */
function meets(one: EnvironmentWebhooks, other: EnvironmentWebhooks): boolean {
  return pairsInOneChannel(one, other).length > 0;
}

/**
 * Whether different webhooks that were meant to be apart post into one channel: nobody can see whose notification it is. One
 * webhook for several environments is how most teams begin; settings warn of it, and a tab that is never green would hide
 * what goes wrong.
 */
function crosses(one: EnvironmentWebhooks, other: EnvironmentWebhooks): boolean {
  return pairsInOneChannel(one, other).some(([mine, theirs]) => mine.webhookId !== theirs.webhookId);
}

function pairsInOneChannel(
  one: EnvironmentWebhooks,
  other: EnvironmentWebhooks,
): [DiscordClient, DiscordClient][] {
  return distinctClients(one).flatMap((mine) =>
    distinctClients(other)
      .filter((theirs) => mine.known && mine.known.channelId === theirs.known?.channelId)
      .map((theirs): [DiscordClient, DiscordClient] => [mine, theirs]),
  );
}

function judge(crossed: readonly EnvironmentId[]): Finding {
  return crossed.length === 0 ? up() : degraded('channel-shared', { environments: crossed.join(', ') });
}

/** A thread's webhook is asked once, by whichever client comes first. */
function channelOf({ webhookId }: DiscordClient, webhooks: EnvironmentWebhooks): string | null {
  const asked = distinctClients(webhooks).find((client) => client.webhookId === webhookId);
  return asked?.known?.channelId ?? null;
}

/** Beside the API of the webhook's own site: a sandbox has pages of its channels, too. */
function channelUrl({ guildId, channelId }: DiscordWebhook, siteUrl: string): string | null {
  return guildId === null ? null : `${siteUrl}/channels/${guildId}/${channelId}`;
}
