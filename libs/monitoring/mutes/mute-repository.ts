import {
  instantOf,
  invalidField,
  muteFaultOf,
  muteStateAt,
  Refusal,
  type EnvironmentId,
  type IncidentId,
  type Mute,
  type MuteDraft,
  type Named,
  type MuteFilter,
  type IncidentSubject,
  type TargetId,
} from '@envscope/contracts/index.js';
import type { MuteStore } from '@envscope/store/mute-store.js';
import type { ConsolePart } from '../console-part.js';
import { muteFor, muteOfIncident } from './mute.js';
import { TimeOrderedIds } from '../repository/time-ordered-ids.js';

/** For how long one that is over is listed. */
const LISTED_MS = 30 * 24 * 3_600_000;

/** Each is asked at every evaluation: so many are active or planned at the most. */
export const MOST_MUTES = 500;

/** Maintenance windows and silences: the store's, held in memory, so that no evaluation waits for them. */
export class MuteRepository implements ConsolePart {
  private readonly mutes = new Map<string, Mute>();
  private readonly ids: TimeOrderedIds;

  constructor(
    private readonly store: MuteStore,
    private readonly now: () => number,
  ) {
    this.ids = new TimeOrderedIds(now);
  }

  start(): Promise<void> {
    return this.load();
  }

  follow(): Promise<void> {
    return this.load();
  }

  /** Reads what the store holds; to be called again where another console may have written. Rejects with `StoreFault`. */
  async load(): Promise<void> {
    const stored = await this.store.mutes(this.now() - LISTED_MS);
    for (const mute of stored) {
      // What ended while the store was asked stays ended: nothing begins again.
      if ((this.mutes.get(mute.id)?.ended ?? null) === null) this.mutes.set(mute.id, mute);
    }
    const listed = new Set(this.all());
    for (const mute of this.mutes.values()) if (!listed.has(mute)) this.mutes.delete(mute.id);
  }

  /** Newest first: planned, active, and what was over within 30 days. */
  all(): readonly Mute[] {
    const sinceMs = this.now() - LISTED_MS;
    return [...this.mutes.values()]
      .filter(({ ended, endsAt }) => {
        const overAt = ended?.at ?? endsAt;
        return overAt === null || Date.parse(overAt) > sinceMs;
      })
      .sort((a, b) => Date.parse(b.startsAt) - Date.parse(a.startsAt) || (a.id < b.id ? 1 : -1));
  }

  /** Those of `all` in one state; `current` ones are not over. */
  ofState(wanted: MuteFilter): readonly Mute[] {
    const nowMs = this.now();
    return this.all().filter((mute) => {
      const state = muteStateAt(mute, nowMs);
      return wanted === 'current' ? state !== 'over' : state === wanted;
    });
  }

  active(nowMs: number): readonly Mute[] {
    return this.all().filter((mute) => muteStateAt(mute, nowMs) === 'active');
  }

  /** Id of what mutes the target now. */
  mutedBy(environment: EnvironmentId, service: IncidentSubject, target: TargetId): string | null {
    return muteFor([...this.mutes.values()], environment, service, target, this.now())?.id ?? null;
  }

  /** Id of what mutes just this incident now. */
  mutedIncident(incident: IncidentId): string | null {
    return muteOfIncident([...this.mutes.values()], incident, this.now())?.id ?? null;
  }

  /** A start that has passed is now. Rejects with `invalid-input`, `too-many-mutes`, and with `StoreFault` where it could not be kept. */
  async add({ kind, scope, startsAt, endsAt, reason, by }: Named<MuteDraft>): Promise<Mute> {
    const nowMs = this.now();
    const startMs = Math.max(nowMs, Date.parse(startsAt ?? new Date(nowMs).toISOString()));
    const fault = muteFaultOf(startMs, endsAt === null ? null : Date.parse(endsAt), nowMs);
    if (fault) throw invalidField(fault.field, fault.code, 'No such time can be muted');
    if (this.ofState('current').length >= MOST_MUTES)
      throw new Refusal('too-many-mutes', { most: MOST_MUTES });
    const mute: Mute = {
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
    await this.keep(mute, null);
    return mute;
  }

  /** Ends one before its time, or calls off a planned one. Rejects with `unknown-mute`, `mute-ended`, `StoreFault`. */
  async end(id: string, by: string): Promise<Mute> {
    // Another console may have added it.
    if (!this.mutes.has(id)) await this.load();
    for (;;) {
      const mute = this.mutes.get(id);
      if (mute === undefined) throw new Refusal('unknown-mute', { id });
      if (muteStateAt(mute, this.now()) === 'over') throw muteEnded(mute);
      const ended = { ...mute, ended: { by, at: new Date(this.now()).toISOString() } };
      if (await this.keep(ended, mute)) return ended;
      // Somebody was faster at another console, and what was done there is all that there is to do.
      await this.load();
    }
  }

  /** False where it was changed since it was read. */
  private async keep(mute: Mute, before: Mute | null): Promise<boolean> {
    const isKept = await this.store.saveMute(mute, before);
    if (isKept) this.mutes.set(mute.id, mute);
    return isKept;
  }
}

function muteEnded({ id, endsAt, ended }: Mute): Refusal {
  const at = ended?.at ?? endsAt ?? '';
  return new Refusal('mute-ended', { id, state: 'over', at, ...(ended && { by: ended.by }) });
}
