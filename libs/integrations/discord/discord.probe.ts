import type { CheckResult, DiscordSnapshot, EnvironmentId, Observation } from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import {
  checkTarget,
  observe,
  type Finding,
  type Sighting,
} from '@envscope/integrations/kernel/checks/observe.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { Inject, Injectable } from '@nestjs/common';
import type { DiscordClient, DiscordWebhook } from './discord.client.js';
import { DISCORD_WEBHOOKS, distinctClients, type EnvironmentWebhooks } from './discord.webhooks.js';

/**
 * Asks Discord whether an environment's webhooks still stand, without posting, and whether another environment's alerts land
 * in the same channel. The environment's own webhook is the default target; those of its routes are targets by their names.
 */
@Injectable()
export class DiscordProbe implements Probe {
  readonly service = 'discord';
  readonly headline = 'latencyMs';

  constructor(@Inject(DISCORD_WEBHOOKS) private readonly webhooks: PerEnvironment<EnvironmentWebhooks>) {}

  async observe(environment: EnvironmentId, limits: CheckLimits): Promise<Observation> {
    const subject = { environment, service: this.service, silence: 'down' } as const;
    const [observation, ...routes] = await Promise.all([
      observe(subject, limits, (signal) => this.look(environment, signal, limits)),
      ...this.elsewhere(environment).map(({ match, client }): Promise<CheckResult> =>
        checkTarget(subject, limits, { id: match, label: match }, async (signal) => {
          await client.describeWebhook(signal, limits);
          return { status: 'up' };
        }),
      ),
    ]);
    return { ...observation, results: [...observation.results, ...routes] };
  }

  private async look(
    environment: EnvironmentId,
    signal: AbortSignal,
    limits: CheckLimits,
  ): Promise<Sighting> {
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
      channelLabel: webhooks.own.channelLabel,
      channelUrl: channelUrl(webhook),
      sharedWith,
      routes: webhooks.routes.map(({ match, client }) => ({ match, channelId: channelOf(client, webhooks) })),
      sampledAt: new Date().toISOString(),
    };
    return { findings: [{ ...judge(crossed), latencyMs }], snapshot: { ...snapshot } };
  }

  /** The environment's routes that lead to another webhook than its own. */
  private elsewhere(environment: EnvironmentId): EnvironmentWebhooks['routes'] {
    const webhooks = this.webhooks.entries().find(([id]) => id === environment)?.[1];
    return webhooks?.routes.filter(({ client }) => client.webhookId !== webhooks.own.webhookId) ?? [];
  }

  /** Has the channels of all other webhooks told, as far as they are not known and can be learned now. */
  private async learnOthers(own: DiscordClient, signal: AbortSignal): Promise<void> {
    const clients = new Set(this.webhooks.entries().flatMap(([, webhooks]) => distinctClients(webhooks)));
    const unknown = [...clients].filter((client) => client !== own && !client.known);
    // What fails here is told by the look at that webhook itself.
    await Promise.allSettled(unknown.map((client) => client.describeWebhook(signal)));
  }
}

/** Whether alerts of both land in one channel. */
function meets(one: EnvironmentWebhooks, other: EnvironmentWebhooks): boolean {
  return pairsInOneChannel(one, other).length > 0;
}

/**
 * Whether different webhooks that were meant to be apart post into one channel: people cannot tell whose alert they read. One
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
  if (crossed.length === 0) return { status: 'up' };
  const params = { environments: crossed.join(', ') };
  return { status: 'degraded', reason: { code: 'channel-shared', params } };
}

/** A thread's webhook is asked once, by whichever client comes first. */
function channelOf({ webhookId }: DiscordClient, webhooks: EnvironmentWebhooks): string | null {
  const asked = distinctClients(webhooks).find((client) => client.webhookId === webhookId);
  return asked?.known?.channelId ?? null;
}

function channelUrl({ guildId, channelId }: DiscordWebhook): string | null {
  return guildId === null ? null : `https://discord.com/channels/${guildId}/${channelId}`;
}
