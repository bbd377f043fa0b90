import type { AuditEntry } from '@envscope/contracts/index.js';
import { openSinglePool, exchangeOnce } from '@envscope/integrations/kernel/http/single-exchange.js';
import { Network, trusting, type Pool } from '@envscope/integrations/network/network.js';
import { signatureOf } from '@envscope/integrations/webhook/webhook.signature.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';

/** One request takes as many as have come. */
const LARGEST_BATCH = 100;
/** What a receiver that stays away misses has to be read by the export. */
const MOST_WAITING = 5_000;
const TIMEOUT_MS = 10_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Posts audit entries of this console to a receiver: JSON, `{ sentAt, entries }`, signed as the alert webhook is. Nobody waits for
 * it: what is not taken is tried again, in order, and what comes twice has the same `id`.
 */
@Injectable()
export class AuditWebhook implements OnApplicationShutdown {
  private readonly logger = new Logger('Audit webhook');
  private readonly waiting: AuditEntry[] = [];
  private readonly stopping = new AbortController();
  private pool: Pool | undefined;
  private isSending = false;
  private dropped = 0;

  constructor(
    private readonly network: Network,
    @Inject(CONSOLE_SETTINGS) private readonly settings: Pick<ConsoleSettings, 'auditWebhook' | 'ca'>,
  ) {}

  send(entry: AuditEntry): void {
    if (!this.settings.auditWebhook) return;
    this.waiting.push(entry);
    if (this.waiting.length > MOST_WAITING) {
      this.waiting.shift();
      this.dropped += 1;
    }
    if (!this.isSending) void this.sendAll(this.settings.auditWebhook);
  }

  onApplicationShutdown(): void {
    this.stopping.abort();
    this.pool?.close();
  }

  /** Never rejects. */
  private async sendAll(to: NonNullable<ConsoleSettings['auditWebhook']>): Promise<void> {
    this.isSending = true;
    for (let pauseMs = FIRST_PAUSE_MS; this.waiting.length > 0 && !this.stopping.signal.aborted;) {
      const batch = this.waiting.slice(0, LARGEST_BATCH);
      const fault = await this.post(batch, to);
      if (fault === null) {
        const taken = new Set(batch);
        this.waiting.splice(0, this.waiting.length, ...this.waiting.filter((entry) => !taken.has(entry)));
        pauseMs = FIRST_PAUSE_MS;
        continue;
      }
      if (this.stopping.signal.aborted) break;
      const missed = this.dropped > 0 ? `, ${this.dropped} will never be sent` : '';
      this.logger.warn(`${this.waiting.length} entries are not taken: ${fault}${missed}`);
      await setTimeout(pauseMs, undefined, { ref: false, signal: this.stopping.signal }).catch(
        () => undefined,
      );
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
    this.isSending = false;
  }

  /** Null where it was taken. */
  private async post(
    entries: readonly AuditEntry[],
    { url, secret }: NonNullable<ConsoleSettings['auditWebhook']>,
  ): Promise<string | null> {
    this.pool ??= openSinglePool(this.network, trusting(this.settings.ca));
    const sentAtMs = Date.now();
    const body = JSON.stringify({ sentAt: new Date(sentAtMs).toISOString(), entries });
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Envscope/0.1.0',
      'x-envscope-delivery': `audit-${entries[0]?.id ?? ''}`,
      ...signatureOf(body, secret, sentAtMs),
    };
    try {
      const signal = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]);
      const { status } = await exchangeOnce(this.pool, { method: 'POST', url, headers, body }, signal);
      return status >= 200 && status < 300 ? null : `it answers ${status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
