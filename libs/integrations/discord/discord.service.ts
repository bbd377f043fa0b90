import type { ServiceManifest } from '@envscope/integrations/kernel/service.js';

/** Discord, as the console knows it. */
export const discordService = {
  kind: 'discord',
  layer: 'external',
  isVital: false,
  dependsOn: [],
  figures: { latencyMs: { unit: 'ms' } },
} as const satisfies ServiceManifest;
