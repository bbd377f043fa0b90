import type { Provider } from '@angular/core';
import type { Mute } from '@envscope/contracts/index.js';
import { CurrentMutes } from './current-mutes';

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

/** Where specs are about something else: nothing is muted, and nobody asks the server whether it is. */
export const NOTHING_MUTED: Provider = {
  provide: CurrentMutes,
  useValue: {
    isRead: () => true,
    silencesOf: () => [],
    over: () => undefined,
    byId: () => undefined,
    learn: () => undefined,
  } satisfies { readonly [K in keyof CurrentMutes]: unknown },
};
