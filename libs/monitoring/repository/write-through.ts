import type { Incident, IncidentId } from '@envscope/contracts/index.js';
import type { IncidentStore, IncidentChange, SaveOutcome } from '@envscope/store/incident-store.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import type { IncidentMemory } from './incident-memory.js';
import { within, TOO_SLOW } from '../clock/within.js';
import { reconcile } from './reconcile.js';

export interface WriteThroughOptions {
  /** Called when alerts begin (with the store's own words), or cease (null), to live in memory alone. */
  readonly onImpaired: (fault: string | null) => void;
  /** How long the store may take to answer, milliseconds. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 3_000;
/** A connection that broke once is there again at once … */
const FIRST_FLUSH_MS = 250;
/** … and what fails then is no accident. */
const FLUSH_EVERY_MS = 2_000;

/**
 * Writes what memory holds to the store. Once that fails, nothing more is asked of it: incidents are noted as unsaved, and
 * written as they are by then when the store works again. What people do is not taken meanwhile.
 */
export class WriteThrough {
  /** Incidents of which memory knows more than the store, with the version that the store holds. */
  private readonly unsaved = new Map<IncidentId, { storedVersion: number; changes: number }>();
  private fault: string | null = null;
  private flushTimer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> | undefined;
  private readonly timeoutMs: number;
  /** That of the leader who writes; undefined where nobody is fenced off. */
  private term: number | undefined;
  /** When a person was last refused because the store failed. */
  private refusedAtMs = -Infinity;

  constructor(
    private readonly store: IncidentStore,
    private readonly memory: IncidentMemory,
    private readonly options: WriteThroughOptions,
  ) {
    this.timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  /** From now on everything is written in this term. */
  begin(term: number | undefined): void {
    this.term = term;
  }

  get isImpaired(): boolean {
    return this.fault !== null;
  }

  /** Keeps an incident's change with its messages; memory holds it already. `unsaved` while the store fails. Never rejects. */
  async save(change: IncidentChange): Promise<SaveOutcome | 'unsaved'> {
    const { id, version } = change.incident;
    const answer = await this.reach(() => this.store.saveIncident(change, this.term));
    if (answer === undefined) this.markUnsaved(id, version - 1);
    return answer ?? 'unsaved';
  }

  /** The store's answer; undefined while it fails, which then is known. Never rejects. */
  async reach<T>(ask: () => Promise<T>): Promise<T | undefined> {
    if (this.isImpaired) return undefined;
    const answer = await within(this.timeoutMs, ask());
    if (answer.fault === undefined) return answer.value;
    this.turnTo(answer.fault);
    return undefined;
  }

  /** The store's answer to what a person asks for, who must learn that it fails. Rejects with `StoreFault`. */
  async insist<T>(ask: () => Promise<T>): Promise<T> {
    this.refuseWhileImpaired();
    const answer = await within(this.timeoutMs, ask());
    if (answer.fault === undefined) return answer.value;
    this.refusedAtMs = performance.now();
    // Once is no proof: the next person must not be refused because of this one.
    void this.reach(() => this.store.countUnresolved());
    throw new StoreFault(answer.fault);
  }

  /** Throws `StoreFault` while alerts live in memory alone. */
  refuseWhileImpaired(): void {
    if (this.fault !== null) throw new StoreFault(this.fault);
  }

  /** Throws `StoreFault` where the store has kept others waiting for nothing since a person began to wait behind them. */
  refuseLate(sinceMs: number): void {
    const hasWaitedMs = performance.now() - sinceMs;
    if (hasWaitedMs >= this.timeoutMs && this.refusedAtMs >= sinceMs) throw new StoreFault(TOO_SLOW);
  }

  /** Memory knows more of the incident, or of its deliveries, than the store. */
  markUnsaved(id: IncidentId, storedVersion = this.memory.incident(id)?.version ?? 0): void {
    const known = this.unsaved.get(id);
    this.unsaved.set(id, {
      storedVersion: known?.storedVersion ?? storedVersion,
      changes: (known?.changes ?? 0) + 1,
    });
    this.planFlush(FIRST_FLUSH_MS);
  }

  isUnsaved(id: IncidentId): boolean {
    return this.unsaved.has(id);
  }

  /** Tries once more to write what is unsaved. Resolves with how many incidents the store did not take; never rejects. */
  async close(): Promise<number> {
    await this.flush();
    for (const [id, { storedVersion }] of this.unsaved) {
      if (storedVersion === 0 && !(await this.handOver(id))) break;
    }
    clearTimeout(this.flushTimer);
    this.flushTimer = undefined;
    const lost = this.unsaved.size;
    this.unsaved.clear();
    this.fault = null;
    return lost;
  }

  /** Writes what is unsaved; until all of it is written the store counts as failing. Never rejects. */
  flush(): Promise<void> {
    this.flushing ??= this.writeAll().finally(() => (this.flushing = undefined));
    return this.flushing;
  }

  private turnTo(fault: string | null): void {
    const isNews = (fault === null) !== (this.fault === null);
    this.fault = fault;
    if (isNews) this.options.onImpaired(fault);
    if (fault !== null) this.planFlush(FIRST_FLUSH_MS);
  }

  private planFlush(afterMs: number): void {
    if (this.flushTimer) return;
    this.flushTimer = setTimeout(() => {
      this.flushTimer = undefined;
      void this.flush();
    }, afterMs);
    this.flushTimer.unref();
  }

  private async writeAll(): Promise<void> {
    for (let [next] = this.unsaved; next; [next] = this.unsaved) {
      if (!(await this.flushOne(next[0]))) return this.planFlush(FLUSH_EVERY_MS);
    }
    if (!this.isImpaired) return;
    const answer = await within(this.timeoutMs, this.store.countUnresolved());
    if (answer.fault === undefined) this.turnTo(null);
    else this.planFlush(FLUSH_EVERY_MS);
  }

  /** False where the store does not take it. */
  private async flushOne(id: IncidentId): Promise<boolean> {
    const unsaved = this.unsaved.get(id);
    const known = this.memory.incident(id);
    if (!unsaved || !known) return this.unsaved.delete(id);
    const incident = { ...known, version: unsaved.storedVersion + 1 };
    this.memory.put(incident);
    const deliveries = this.memory.deliveriesOf(id);
    const saved = await within(this.timeoutMs, this.store.saveIncident({ incident, deliveries }, this.term));
    if (saved.fault !== undefined || saved.value === 'outdated') return false;
    if (saved.value === 'conflict') return this.rebase(id, incident);
    const { changes = 0 } = this.unsaved.get(id) ?? {};
    if (changes === unsaved.changes) this.unsaved.delete(id);
    else this.unsaved.set(id, { storedVersion: incident.version, changes });
    if (!this.isUnsaved(id)) this.memory.forget(id);
    return true;
  }

  /**
   * Another console leads. It gets the incidents that this one opened while it could reach neither the store nor the new
   * leader; of the others the new leader knows better. False where the store fails.
   */
  private async handOver(id: IncidentId): Promise<boolean> {
    const incident = this.memory.incident(id);
    if (!incident) return true;
    const change = { incident: { ...incident, version: 1 }, deliveries: this.memory.deliveriesOf(id) };
    const saved = await within(this.timeoutMs, this.store.saveIncident(change));
    if (saved.fault !== undefined) return false;
    return this.unsaved.delete(id);
  }

  /** The next flush writes over what the store holds now, with what people did there. */
  private async rebase(id: IncidentId, ours: Incident): Promise<boolean> {
    const stored = await within(this.timeoutMs, this.store.incident(id));
    if (stored.fault !== undefined) return false;
    const known = this.memory.incident(id) ?? ours;
    const { changes = 0 } = this.unsaved.get(id) ?? {};
    this.memory.put(stored.value ? reconcile(known, stored.value) : known);
    this.unsaved.set(id, { storedVersion: stored.value?.version ?? 0, changes });
    return true;
  }
}
