import type { Mute } from '@envscope/contracts/index.js';

/** A silence of Redis in production that began an hour ago and lasts another, unless overridden. */
export const mute = (changes: Partial<Mute> = {}): Mute => ({
  id: '019ab001-7a3e-7bb1-9a38-0d3c6cdcb6e4',
  kind: 'silence',
  scope: { environment: 'prod', service: 'redis', target: null },
  startsAt: inHours(-1),
  endsAt: inHours(1),
  reason: '',
  createdBy: 'Joon',
  createdAt: inHours(-1),
  ended: null,
  ...changes,
});

function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}
