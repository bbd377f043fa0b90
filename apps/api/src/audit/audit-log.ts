import { SECRET_MASK, type SecretMask } from '@envscope/integrations/kernel/masking.js';
import { within } from '@envscope/monitoring/clock/within.js';
import { ConsoleCondition } from '@envscope/monitoring/feed/console-condition.js';
import { AuditStore, type AuditDraft } from '@envscope/store/access/audit-store.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Repeats } from '../repeats.js';
import { SIGNED_OUT } from './audit-requests.js';
import { AuditWebhook } from './audit-webhook.js';

/** Whoever asked waits no longer than this for the entry to be stored. */
const PATIENCE_MS = 3_000;
const RETRY_EVERY_MS = 5_000;
/** Kinds of refusals in a minute; the others share entries. Each kind makes two entries a minute at most. */
const MOST_KINDS = 20;
/** Refusals are not kept while so much waits: what was done comes first. */
const MOST_WAITING = 1_000;

/**
 * Records what was done. What the store does not take is kept in memory and tried again, and named in the log and on every page;
 * until it is stored nothing else is done: docs/decisions/0019-audit-log.md.
 */
@Injectable()
export class AuditLog implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Audit');
  private readonly waiting: AuditDraft[] = [];
  private readonly reported = new WeakSet<AuditDraft>();
  private writing: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly refusals = new Repeats<AuditDraft>(
    (draft, count, isMixed) => void this.keepRefusal(isMixed ? mixed(draft, count) : { ...draft, count }),
    MOST_KINDS,
  );

  constructor(
    private readonly store: AuditStore,
    private readonly webhook: AuditWebhook,
    @Inject(SECRET_MASK) private readonly mask: SecretMask,
    private readonly condition: ConsoleCondition,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.write(), RETRY_EVERY_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.refusals.flush();
    await within(PATIENCE_MS, this.write());
  }

  /** How many entries the store has not taken yet. */
  get unrecorded(): number {
    return this.waiting.length;
  }

  /** Throws `StoreFault` while something that was done is not recorded yet, after one more try. */
  async admit(): Promise<void> {
    if (this.waiting.length === 0) return;
    await within(PATIENCE_MS, this.write());
    if (this.waiting.length > 0) throw new StoreFault('The audit log cannot be written');
  }

  /** Resolves when the entry is stored, or kept to be stored later. Never rejects. */
  async record(draft: AuditDraft): Promise<void> {
    this.waiting.push(this.masked(draft));
    await within(PATIENCE_MS, this.write());
  }

  /** Records that something was not done: at once, and again within a minute once at its end, with how often. */
  refuse(draft: AuditDraft): void {
    const { actor, address, action, code } = draft;
    this.refusals.note([actor.kind, actor.id, placeOf(address), action, code].join(' '), draft);
  }

  private async keepRefusal(draft: AuditDraft): Promise<void> {
    if (this.waiting.length < MOST_WAITING) await this.record({ ...draft, id: randomUUID() });
  }

  private masked(draft: AuditDraft): AuditDraft {
    const { userAgent, target, actor, changes } = draft;
    return { ...draft, ...this.mask.value({ userAgent, target, actor, changes }) };
  }

  private write(): Promise<void> {
    if (this.waiting.length === 0) return Promise.resolve();
    this.writing ??= this.writeAll();
    return this.writing;
  }

  private async writeAll(): Promise<void> {
    try {
      for (let draft = this.waiting[0]; draft; draft = this.waiting[0]) {
        const entry = await this.store.appendAudit(draft);
        this.waiting.shift();
        this.webhook.send(entry);
      }
    } catch (error) {
      this.report(error);
    } finally {
      this.condition.reportUnrecorded(this.waiting.length);
      this.writing = undefined;
    }
  }

  /** Each entry once: in the log it outlives this process. */
  private report(error: unknown): void {
    const cause = error instanceof Error ? error.message : String(error);
    for (const draft of this.waiting.filter((each) => !this.reported.has(each))) {
      this.logger.warn(`Not recorded yet (${cause}): ${JSON.stringify(draft)}`);
      this.reported.add(draft);
    }
  }
}

/** Many refusals of many kinds, of which none is named. */
function mixed(draft: AuditDraft, count: number): AuditDraft {
  return {
    ...draft,
    actor: { ...SIGNED_OUT, id: 'several' },
    address: null,
    userAgent: null,
    action: 'several',
    target: null,
    environment: null,
    code: null,
    count,
  };
}

/** Whoever has one address of IPv6 has the 2^64 of its network. */
function placeOf(address: string | null): string {
  if (!address?.includes(':') || address.includes('.')) return address ?? '';
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  return [...head, ...zeros, ...tail].slice(0, 4).join(':');
}
