import type { ChannelState } from '@envscope/contracts/index.js';

/** A channel of Production's that works, unless overridden. */
export const channel = (changes: Partial<ChannelState> = {}): ChannelState => ({
  id: 'prod.discord',
  environment: 'prod',
  kind: 'discord',
  label: '#alerts-prod',
  route: { severities: null, services: null },
  health: 'working',
  since: '2026-11-23T06:00:00.000Z',
  reason: null,
  nextAttemptAt: null,
  askedToWaitUntil: null,
  waiting: 0,
  dead: 0,
  lastDeliveredAt: null,
  ...changes,
});
