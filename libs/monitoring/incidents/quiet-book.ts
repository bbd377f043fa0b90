import {
  instantOf,
  invalidField,
  quietFaultOf,
  quietStateAt,
  Refusal,
  type EnvironmentId,
  type Quiet,
  type QuietDraft,
  type ServiceKind,
  type TargetId,
} from '@envscope/contracts/index.js';
import type { AlertStore } from '@envscope/store/alert-store.js';
import { quietFor } from './quiet.js';
import { TimeOrderedIds } from './time-ordered-ids.js';

/** For how long one that is over is listed. */
const LISTED_MS = 30 * 24 * 3_600_000;

/** Each is asked after every verdict: so many are active or planned at the most. */
export const MOST_QUIETS = 500;

/** Maintenance windows and silences: the store's, held in memory, so that no verdict waits for them. */
export class QuietBook {
  private readonly quiets = new Map<string, Quiet>();
  private readonly ids: TimeOrderedIds;

  constructor(
    private readonly store: AlertStore,
    private readonly now: () => number,
  ) {
    this.ids = new TimeOrderedIds(now);
  }

  /** Reads what the store holds; to be called again where another console may have written. Rejects with `StoreFault`. */
  async load(): Promise<void> {
    const stored = await this.store.quiets(this.now() - LISTED_MS);
    for (const quiet of stored) {
      // What ended while the store was asked stays ended: nothing begins again.
      if ((this.quiets.get(quiet.id)?.ended ?? null) === null) this.quiets.set(quiet.id, quiet);
    }
    const listed = new Set(this.all());
    for (const quiet of this.quiets.values()) if (!listed.has(quiet)) this.quiets.delete(quiet.id);
  }

  /** Newest first: planned, active, and what was over within 30 days. */
  all(): readonly Quiet[] {
    const sinceMs = this.now() - LISTED_MS;
    return [...this.quiets.values()]
      .filter(({ ended, endsAt }) => {
        const overAt = ended?.at ?? endsAt;
        return overAt === null || Date.parse(overAt) > sinceMs;
      })
      .sort((a, b) => Date.parse(b.startsAt) - Date.parse(a.startsAt) || (a.id < b.id ? 1 : -1));
  }

  active(nowMs: number): readonly Quiet[] {
    return this.all().filter((quiet) => quietStateAt(quiet, nowMs) === 'active');
  }

  /** Id of what keeps the target quiet now. */
  mutedBy(environment: EnvironmentId, service: ServiceKind, target: TargetId): string | null {
    return quietFor([...this.quiets.values()], environment, service, target, this.now())?.id ?? null;
  }

  /** A start that has passed is now. Rejects with `invalid-input`, `too-many-mutes`, and with `StoreFault` where it could not be kept. */
  async add({ kind, scope, startsAt, endsAt, reason, by }: QuietDraft): Promise<Quiet> {
    const nowMs = this.now();
    const startMs = Math.max(nowMs, Date.parse(startsAt ?? new Date(nowMs).toISOString()));
    const fault = quietFaultOf(startMs, endsAt === null ? null : Date.parse(endsAt), nowMs);
    if (fault) throw invalidField(fault.field, fault.code, 'No such time can be muted');
    const current = this.all().filter((quiet) => quietStateAt(quiet, nowMs) !== 'over');
    if (current.length >= MOST_QUIETS) throw new Refusal('too-many-mutes', { most: MOST_QUIETS });
    const quiet: Quiet = {
      id: this.ids.next(),
      kind,
      scope,
      startsAt: new Date(startMs).toISOString(),
      endsAt: instantOf(endsAt),
      reason,
      createdBy: by,
      createdAt: new Date(nowMs).toISOString(),
      ended: null,
    };
    await this.keep(quiet, null);
    return quiet;
  }

  /** Ends one before its time, or calls off a planned one. Rejects with `unknown-mute`, `mute-ended`, `StoreFault`. */
  async end(id: string, by: string): Promise<Quiet> {
    // Another console may have added it.
    if (!this.quiets.has(id)) await this.load();
    for (;;) {
      const quiet = this.quiets.get(id);
      if (quiet === undefined) throw new Refusal('unknown-mute', { id });
      if (quietStateAt(quiet, this.now()) === 'over') throw muteEnded(quiet);
      const ended = { ...quiet, ended: { by, at: new Date(this.now()).toISOString() } };
      if (await this.keep(ended, quiet)) return ended;
      // Somebody was faster at another console, and what was done there is all that there is to do.
      await this.load();
    }
  }

  /** False where it was changed since it was read. */
  private async keep(quiet: Quiet, before: Quiet | null): Promise<boolean> {
    const isKept = await this.store.saveQuiet(quiet, before);
    if (isKept) this.quiets.set(quiet.id, quiet);
    return isKept;
  }
}

function muteEnded({ id, endsAt, ended }: Quiet): Refusal {
  const at = ended?.at ?? endsAt ?? '';
  return new Refusal('mute-ended', { id, state: 'over', at, ...(ended && { by: ended.by }) });
}
