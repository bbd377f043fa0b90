import type { Delivery } from '@envscope/contracts/index.js';

/** A notification that arrived, unless overridden. */
export const delivery = (changes: Partial<Delivery> = {}): Delivery => ({
  id: '019ab001-7a3e-7bb1-9a38-000000000001',
  incidentId: '01998a00-0000-7000-8000-000000000001',
  environment: 'prod',
  channel: 'prod.discord',
  kind: 'opened',
  state: 'delivered',
  createdAt: '2026-11-23T06:00:00.000Z',
  queuedAt: '2026-11-23T06:00:00.000Z',
  settledAt: '2026-11-23T06:00:02.000Z',
  attempts: [],
  attemptCount: 0,
  isPossiblyRepeated: false,
  messageId: null,
  digestSize: 1,
  deathCause: null,
  claim: null,
  ...changes,
});
