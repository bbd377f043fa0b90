import { chance, seedOf } from '../chance.ts';
import type { Keyspace } from './keyspace.ts';

const CUSTOMARY_PREFIXES: Readonly<Record<string, string>> = { staging: 'stage:' };
const HOUR_MS = 3_600_000;

/** What every key of an environment's application begins with. */
export function keyPrefixOf(environment: string): string {
  return CUSTOMARY_PREFIXES[environment] ?? `${environment}:`;
}

/** How many sessions an environment has; the other kinds of keys follow from it. */
const SESSIONS: Readonly<Record<string, number>> = { dev: 24, staging: 90, prod: 620 };

/** Fills a keyspace with what an application of a shop would keep; the same for the same environment and hour. */
export function seedKeys(keys: Keyspace, environment: string, nowMs: number): void {
  const sessions = SESSIONS[environment] ?? 40;
  const prefix = keyPrefixOf(environment);
  fill(keys, prefix, sessions, nowMs);
  // A release job was once run in staging with production's prefix: what the console should make visible.
  if (environment === 'staging') fill(keys, keyPrefixOf('prod'), 3, nowMs);
}

function fill(keys: Keyspace, prefix: string, sessions: number, nowMs: number): void {
  for (let index = 0; index < sessions; index++) {
    const luck = chance(seedOf(prefix), index);
    const session = `${prefix}session:${seedOf(`${prefix}${index}`).toString(16).padStart(8, '0')}`;
    keys.replace(
      session,
      JSON.stringify({ user: 1000 + index, cart: Math.floor(luck * 6), locale: 'ko-KR' }),
    );
    keys.expireAt(session, nowMs + HOUR_MS * (0.5 + luck * 23));

    const product = `${prefix}cache:product:${200 + index}`;
    keys.replace(
      product,
      JSON.stringify({ id: 200 + index, price: Math.floor(luck * 900) * 100, stock: index % 40 }),
    );
    keys.expireAt(product, nowMs + HOUR_MS * (1 + luck * 5));
  }
  keys.update(`${prefix}catalog`, 'hash', new Map(), ({ value: catalog }) => {
    for (let index = 0; index < sessions; index++)
      catalog.set(`product:${200 + index}`, `Product ${200 + index}`);
  });
  keys.update(`${prefix}features`, 'hash', new Map(), ({ value: features }) => {
    features.set('new-checkout', prefix === 'prod:' ? 'off' : 'on').set('search-suggestions', 'on');
  });
  keys.update(`${prefix}queue:emails`, 'list', [], ({ value: queue }) => {
    for (let index = 0; index < Math.ceil(sessions / 30); index++)
      queue.push(JSON.stringify({ to: 1000 + index }));
  });
}
