import { defineService } from '@envscope/integrations/kernel/service.js';

/** Discord, as the console knows it. */
export const discordService = defineService({
  kind: 'discord',
  layer: 'external',
  isVital: false,
  targets: 'many',
  dependsOn: [],
  silence: 'down',
  headline: 'latencyMs',
  compared: { figures: ['latencyMs'], facts: [] },
  figures: { latencyMs: { unit: 'ms', metric: 'envscope_discord_latency_seconds' } },
  learnedSettings: ['webhookName', 'channelId'],
});
