import { Refusal } from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { RatesInMemory } from '@envscope/store/rates/rates-in-memory.js';
import type { RateStore } from '@envscope/store/rates/rate-store.js';
import type { RateWindow } from '@envscope/store/rates/rate-window.js';
import type { NextFunction, Request, Response } from 'express';
import { isApiPath } from '../api-path.js';
import { clientKey } from '../clients/client-address.js';
import { isThisMachine } from '../clients/this-machine.js';

const MINUTE_MS = 60_000;

/** How many requests a client may send in a minute. */
export interface Rates {
  readonly reads: number;
  readonly writes: number;
}

/** Ten pages that are opened at once read two hundred times; a team, and a thousand jobs that report, may come through one address. */
const RATES: Rates = { reads: 6_000, writes: 3_000 };

/** A supervisor must learn how the console is, whoever else asks. */
const LIVENESS = /^\/api\/health(?:\/|$)/;

/** Whether requests of the path are counted: those of the API are, but for liveness. */
export const isLimited = (path: string): boolean => isApiPath(path) && !LIVENESS.test(path);

interface RateLimitOptions {
  readonly rates?: Rates;
  /** Whose requests are counted together. */
  readonly keyOf?: (request: Request) => string;
  readonly now?: () => number;
}

/**
 * Refuses what a client asks beyond its rate with `too-many-requests`. Reads are counted by this process alone, writes together
 * with all consoles on the store; while that fails, by this process.
 */
export function rateLimit(store: Pick<RateStore, 'countHit'>, options: RateLimitOptions = {}) {
  const { rates = RATES, keyOf = clientKey, now = SYSTEM_CLOCK.now } = options;
  const own = new RatesInMemory();

  async function windowOf(kind: keyof Rates, key: string): Promise<RateWindow> {
    const hit = { key: `${kind} ${key}`, nowMs: now(), windowMs: MINUTE_MS };
    if (kind === 'reads') return own.count(hit);
    return store.countHit(hit).catch(() => own.count(hit));
  }

  return (request: Request, _response: Response, next: NextFunction): void => {
    if (!isLimited(request.path) || isThisMachine(request)) return next();
    const kind = request.method === 'GET' || request.method === 'HEAD' ? 'reads' : 'writes';
    windowOf(kind, keyOf(request)).then(({ count, endsAtMs }) => {
      const retryAfterMs = Math.max(1_000, endsAtMs - now());
      next(count > rates[kind] ? new Refusal('too-many-requests', { retryAfterMs }) : undefined);
    }, next);
  };
}
