import { LocationId, type QueueRival } from '@envscope/contracts/index.js';
import { digestOfShards, type Shard } from '@envscope/monitoring/workers/shards.js';
import type { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';

/** What a console leaves beside the schedulers, for others that use the same queue. */
const Presence = z.object({
  /** The name of its machine. */
  name: z.string().check(z.maxLength(255)),
  /** A digest of what it has scheduled: of targets, intervals, deadlines and locations. */
  settings: z.string().check(z.maxLength(64)),
  locations: z.array(z.nullable(LocationId)).check(z.maxLength(1_000)),
  /** By Redis' clock: whoever is there renews it. */
  atMs: z.int(),
});
type Presence = z.infer<typeof Presence>;

interface Other extends Presence {
  /** When it was found, by our clock, for people. */
  readonly since: string;
  /** By the steady clock. */
  readonly foundMs: number;
  /** When it was renewed last as far as we saw; null where it was not yet. */
  readonly renewedMs: number | null;
}

/** What is known of other consoles that have scheduled something else. */
export interface Rivals {
  /** One that is there for certain. */
  readonly rival: QueueRival | null;
  /** One whose presence is fresh, and that may have ended since, found for the first time. */
  readonly found: string | null;
  /** One has gone, which may have removed what this console had scheduled. */
  readonly hasLeft: boolean;
}

/** A console shows itself so often: three commands each time. */
export const SHOWN_EVERY_MS = 30_000;
/** One that is replaced may still be there for a moment, or never renew what it left: no rival. */
const SURE_AFTER_MS = 60_000;
/** One that was killed is gone then. */
const GONE_AFTER_MS = 90_000;
/** Then nobody is there any more. */
const KEPT_MS = 600_000;

/**
 * Finds other consoles that use the same queue with other settings: each removes what the other has scheduled. Replicas schedule the
 * same, and are none.
 */
export class RivalWatch {
  private readonly id = randomUUID();
  private readonly own: Omit<Presence, 'atMs'>;
  private readonly others = new Map<string, Other>();

  constructor(
    /** Where consoles show themselves. */
    private readonly key: string,
    name: string,
    shards: readonly Shard[],
    private readonly steady: () => number = () => performance.now(),
  ) {
    const locations = [...new Set(shards.map(({ location }) => location ?? null))];
    this.own = { name, settings: digestOfShards(shards), locations };
  }

  /** Shows this console, and looks who else is there; `nowMs` is Redis' clock. Rejects where the queue is away. */
  async look(link: Redis, nowMs: number): Promise<Rivals> {
    const own: Presence = { ...this.own, atMs: Math.round(nowMs) };
    await link.hset(this.key, this.id, JSON.stringify(own));
    await link.pexpire(this.key, KEPT_MS);
    const all = Object.entries(await link.hgetall(this.key));
    const present = new Map(all.flatMap(([id, text]) => presenceIn(id, text)));
    const found = this.note(present, nowMs);
    const gone = [...this.others].filter(([id, other]) => !present.has(id) || this.isGone(other));
    for (const [id] of gone) this.others.delete(id);
    if (gone.length > 0) await link.hdel(this.key, ...gone.map(([id]) => id));
    return { rival: this.rival, found, hasLeft: gone.length > 0 };
  }

  /** Leaves nothing of this console. Rejects where the queue is away. */
  async leave(link: Redis): Promise<void> {
    await link.hdel(this.key, this.id);
  }

  /** Takes note of those with other settings. Answers the name of one that is new and fresh. */
  private note(present: ReadonlyMap<string, Presence>, nowMs: number): string | null {
    let found: string | null = null;
    for (const [id, presence] of present) {
      if (id === this.id || presence.settings === this.own.settings) continue;
      const known = this.others.get(id);
      const foundMs = this.steady();
      if (!known && nowMs - presence.atMs < SURE_AFTER_MS) found = presence.name;
      const first = { foundMs, since: new Date().toISOString(), renewedMs: null };
      const renewedMs = known && known.atMs !== presence.atMs ? foundMs : (known?.renewedMs ?? null);
      this.others.set(id, { ...first, ...known, ...presence, renewedMs });
    }
    return found;
  }

  private get rival(): QueueRival | null {
    const sure = [...this.others.values()].find(
      ({ foundMs, renewedMs }) => renewedMs !== null && renewedMs - foundMs >= SURE_AFTER_MS,
    );
    return sure ? { name: sure.name, locations: sure.locations, since: sure.since } : null;
  }

  private isGone({ foundMs, renewedMs }: Other): boolean {
    return this.steady() - (renewedMs ?? foundMs) >= GONE_AFTER_MS;
  }
}

/** Of another version's console, or of somebody else, nothing is known. */
function presenceIn(id: string, text: string): [string, Presence][] {
  try {
    const { data } = Presence.safeParse(JSON.parse(text));
    return data ? [[id, data]] : [];
  } catch {
    return [];
  }
}
