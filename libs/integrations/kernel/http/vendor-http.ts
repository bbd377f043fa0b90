import { askedWait, instantOf, type AskedWait, type Reason } from '@envscope/contracts/index.js';
import type { HttpService } from '@nestjs/axios';
import { isAxiosError, type AxiosResponse } from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';
import { firstValueFrom } from 'rxjs';
import type * as z from 'zod';
import { backoffMs } from './backoff.js';
import { momentOf, SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { connectionReason, isTlsReason } from '@envscope/integrations/kernel/errors/connection-reason.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { invalidAnswer, understood } from '@envscope/integrations/kernel/errors/understood.js';

const RETRYABLE = new Set([408, 425, 500, 502, 503, 504]);
/** A longer wait than this is not waited for: the check ends as `rate-limited` and says until when. */
const LONGEST_WAIT_MS = 2_000;
const LARGEST_BODY_BYTES = 8 * 1024 * 1024;
const BROKEN_OFF: Reason = { code: 'connection-lost', params: {} };

/** One call of a vendor's HTTP interface. */
export interface VendorRequest<T> {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path below the base URL, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, URLSearchParams as a form. */
  readonly body?: unknown;
  /** The shape that the answer must have; `invalid-answer` otherwise. */
  readonly schema: z.ZodType<T>;
  readonly signal: AbortSignal;
  /** How often it may be sent at the most; 1 for what must not be repeated. Default 3. */
  readonly attempts?: number;
}

export interface VendorAnswer<T> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: T;
}

/** What a vendor says in an answer that is not a success. The body is what came, parsed where it was JSON. */
export interface VendorRefusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface VendorPolicy {
  readonly baseUrl: string;
  /** Sent with every call; holds the credential. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A vendor's own meaning of a refusal; undefined falls back to the status. */
  readonly refusal?: (refusal: VendorRefusal) => IntegrationError | undefined;
}

/**
 * The one way to call a vendor's HTTP interface: bounded in time, size and attempts; waits as the vendor asks; after a
 * 429 that is too long to wait for, calls nothing until it is over. Use one instance for each credential. Every failure
 * is an `IntegrationError` without a URL or a secret in it.
 */
export class VendorHttp {
  /** What the steady clock will show then, and the moment as it was reckoned, for people. */
  private blockedUntil = 0;
  private unblockedAt = new Date(0);
  /** 429s in a row. */
  private refusals = 0;

  constructor(
    private readonly http: HttpService,
    private readonly policy: VendorPolicy,
  ) {}

  /** Calls, checks the answer against its schema, and tries again where that is safe. */
  async call<T>(request: VendorRequest<T>): Promise<VendorAnswer<T>> {
    const attempts = request.attempts ?? 3;
    for (let attempt = 1; ; attempt += 1) {
      await this.waitWhileBlocked(request.signal);
      try {
        return await this.attempt(request);
      } catch (error) {
        const failure = error instanceof Refused ? error.failure : (error as Error);
        const isWorthRetrying = error instanceof Refused && error.isRetryable;
        const pauseMs = Math.max(
          this.blockedForMs(),
          Math.random() * Math.min(250 * 2 ** attempt, LONGEST_WAIT_MS),
        );
        if (!isWorthRetrying || attempt >= attempts || pauseMs > LONGEST_WAIT_MS) throw failure;
        await sleep(pauseMs, undefined, { signal: request.signal }).catch(() => {
          throw failure;
        });
      }
    }
  }

  /** Calls that run side by side meet the same limit: those that it holds up briefly wait, too. */
  private async waitWhileBlocked(signal: AbortSignal): Promise<void> {
    for (let waitMs = this.blockedForMs(); waitMs > 0; waitMs = this.blockedForMs()) {
      const refusal = rateLimited(this.unblockedAt);
      if (waitMs > LONGEST_WAIT_MS) throw refusal;
      await sleep(waitMs, undefined, { signal }).catch(() => {
        throw refusal;
      });
    }
  }

  private blockedForMs(): number {
    return this.blockedUntil - SYSTEM_CLOCK.steady();
  }

  /**
   * Calls nothing for as long as a 429 asks, or, where it does not say, for longer with each in a row. Answers the moment at which
   * that is over, and what was asked for where that is cut.
   */
  private block(hint: AskedWait | undefined): Date {
    // Calls that ran side by side met one and the same limit.
    if (this.blockedForMs() <= 0) this.refusals += 1;
    const waitMs = hint?.waitMs ?? backoffMs(this.refusals, Math.random());
    this.blockedUntil = Math.max(this.blockedUntil, SYSTEM_CLOCK.steady() + waitMs);
    this.unblockedAt = new Date(momentOf(SYSTEM_CLOCK, this.blockedUntil));
    return this.unblockedAt;
  }

  private async attempt<T>(request: VendorRequest<T>): Promise<VendorAnswer<T>> {
    const answer = await this.send(request);
    const headers = flatten(answer);
    const body = parseBody(answer.data);
    if (answer.status >= 400) throw this.refused({ status: answer.status, headers, body: body.value });
    this.refusals = 0;
    if (answer.status >= 300) {
      throw new IntegrationError('redirected', `Answered with a redirect (HTTP ${answer.status})`);
    }
    if (!body.isJson) throw invalidAnswer('body');
    return { status: answer.status, headers, data: understood(request.schema, body.value, 'body') };
  }

  private async send(request: VendorRequest<unknown>): Promise<AxiosResponse<string>> {
    try {
      return await firstValueFrom(
        this.http.request<string>({
          url: `${this.policy.baseUrl}${request.path}`,
          method: request.method ?? 'GET',
          headers: { accept: 'application/json', ...this.policy.headers, ...request.headers },
          data: request.body,
          signal: request.signal,
          responseType: 'text',
          transitional: { silentJSONParsing: true, forcedJSONParsing: false },
          validateStatus: () => true,
          // A redirect could carry the credential to another host.
          maxRedirects: 0,
          maxContentLength: LARGEST_BODY_BYTES,
        }),
      );
    } catch (error) {
      throw this.transportFailure(error, request.signal);
    }
  }

  private transportFailure(error: unknown, signal: AbortSignal): Error {
    if (signal.aborted) return signal.reason as Error;
    const cause = isAxiosError(error) ? (error.cause ?? error) : error;
    if (isAxiosError(error) && /maxContentLength/.test(error.message)) {
      return invalidAnswer('body', 'The answer is too large');
    }
    const { code, params } = connectionReason(cause) ?? connectionReason(error) ?? BROKEN_OFF;
    // The cause is left out on purpose: axios keeps headers and URLs in it.
    const failure = new IntegrationError(code, `No answer: ${code}`, { params });
    return new Refused(failure, !isTlsReason(failure.reason));
  }

  private refused(refusal: VendorRefusal): Error {
    const own = this.policy.refusal?.(refusal);
    if (own?.reason.code === 'rate-limited' || (own === undefined && refusal.status === 429)) {
      const hint = hintOf(own) ?? waitOf(refusal.headers);
      const limited = rateLimited(this.block(hint), { ...own?.reason.params, ...cutOf(hint) });
      return new Refused(limited, true);
    }
    if (own) return new Refused(own, false);
    const failure = new IntegrationError(
      BY_STATUS[refusal.status] ?? byClass(refusal.status),
      `Refused with HTTP ${refusal.status}`,
      { params: { httpStatus: refusal.status } },
    );
    return new Refused(failure, RETRYABLE.has(refusal.status));
  }
}

/** What a vendor's own meaning of a 429 says of the wait. */
function hintOf(own: IntegrationError | undefined): AskedWait | undefined {
  const { untilAt, askedForMs } = own?.reason.params ?? {};
  const hint = typeof untilAt === 'string' ? askedWait(Date.parse(untilAt) - Date.now()) : undefined;
  return hint && { ...hint, askedForMs: typeof askedForMs === 'number' ? askedForMs : hint.askedForMs };
}

const BY_STATUS = { 401: 'unauthorized', 403: 'forbidden', 404: 'not-found', 408: 'timeout' } as Readonly<
  Record<number, 'unauthorized' | 'forbidden' | 'not-found' | 'timeout' | undefined>
>;

const byClass = (status: number) => (status >= 500 ? 'server-error' : 'client-error');

/** A failure on its way to the retry decision. */
class Refused extends Error {
  constructor(
    readonly failure: IntegrationError,
    readonly isRetryable: boolean,
  ) {
    super(failure.message);
  }
}

/** The error for "not before then". */
export function rateLimited(until: Date, params: Reason['params'] = {}): IntegrationError {
  const untilAt = until.toISOString();
  return new IntegrationError('rate-limited', 'Rate limited', { params: { ...params, untilAt } });
}

/** Why nothing is called for a while, for people: until when, where that was said, and what was asked for where it is cut. */
export function limitedReason(
  hint: AskedWait | undefined,
  nowMs: number,
  params: Reason['params'] = {},
): Reason {
  const untilAt = hint && instantOf(nowMs + hint.waitMs);
  return { code: 'rate-limited', params: { ...params, ...cutOf(hint), ...(untilAt ? { untilAt } : {}) } };
}

/** What was asked for, where the console keeps less of it. */
function cutOf(hint: AskedWait | undefined): { readonly askedForMs?: number } {
  return hint === undefined || hint.askedForMs === null ? {} : { askedForMs: hint.askedForMs };
}

const SECONDS = /^\d+(?:\.\d+)?(?:\s*,\s*\d+(?:\.\d+)?)*$/;

/**
 * How long a 429 asks to wait; undefined where it does not say, or nothing sensible. `Retry-After` is seconds (Discord: with
 * decimals; of several the longest) or a date; reset headers are epoch seconds or, on UptimeRobot v3, seconds from now: values
 * under 1e9 are taken as the latter.
 */
export function waitOf(headers: Readonly<Record<string, string>>): AskedWait | undefined {
  const retryAfter = headers['retry-after']?.trim() ?? '';
  if (SECONDS.test(retryAfter)) return askedWait(Math.max(...retryAfter.split(',').map(Number)) * 1_000);
  // Without the zone's name `Date.parse` makes a date of almost anything.
  if (retryAfter.endsWith('GMT')) return askedWait(Date.parse(retryAfter) - Date.now());
  const reset = (headers['x-sentry-rate-limit-reset'] ?? headers['x-ratelimit-reset'] ?? '').trim();
  if (!SECONDS.test(reset)) return undefined;
  const seconds = Number(reset);
  return askedWait(seconds < 1e9 ? seconds * 1_000 : seconds * 1_000 - Date.now());
}

function flatten(answer: AxiosResponse): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function parseBody(text: string): { isJson: boolean; value: unknown } {
  try {
    return { isJson: true, value: JSON.parse(text) as unknown };
  } catch {
    return { isJson: false, value: text };
  }
}
