import { unrelatedAmong, type Site } from './site.js';

/** Whether the console has just lost the public network, or reaches it again. */
export type Turn = 'lost' | 'back';

/** Sites that have nothing to do with one another and fail together: fewer may be down themselves. */
const LEAST_SITES = 3;
/** How far apart their failures may be. */
const WINDOW_MS = 60_000;

interface Known {
  site: Site;
  /** Its failures since the network was last seen to work; null where there are none. */
  failing: { firstMs: number; lastMs: number } | null;
  /** It failed while the network worked: its failures say nothing of the network until it is reached again. */
  isDown: boolean;
}

/**
 * Whether the console is cut off from the public network, concluded from what its checks meet there. It is blind once three
 * unrelated sites failed within a minute and nothing was reached since, and until something is reached again. Moments are those of
 * the steady clock.
 */
export class ConnectionState {
  private readonly sites = new Map<string, Known>();
  private readonly failing = new Set<Known>();
  /** The network worked at this moment. */
  private provenMs = -Infinity;
  /** When it was last back, and since when it had been away. */
  private last = { backMs: -Infinity, sinceMs: -Infinity };
  private blind: { readonly sinceMs: number; readonly noticedMs: number } | null = null;

  /** The first failure of those by which the console is known to be blind; null while it is not. */
  get blindSinceMs(): number | null {
    return this.blind?.sinceMs ?? null;
  }

  /** The same for a time from that moment until now, of which the console may have been blind in a part only. */
  blindSinceMsAfter(begunMs: number): number | null {
    return this.blindSinceMs ?? (begunMs < this.last.backMs ? this.last.sinceMs : null);
  }

  /** Whether there are sites enough to tell their failures from those of the network. */
  get canDistinguish(): boolean {
    const sound = [...this.sites.values()].filter(({ isDown }) => !isDown);
    return unrelatedAmong(sound.map(({ site }) => site)) >= LEAST_SITES;
  }

  /** Whether the network is known to have worked after a failure at that moment, which then is the site's own. */
  hasWorkedSince(failedMs: number): boolean {
    return this.provenMs >= failedMs;
  }

  /** Whether the site was well the last time, or was not asked yet. */
  isSound({ domain }: Site): boolean {
    const known = this.sites.get(domain);
    return known === undefined || (!known.isDown && known.failing === null);
  }

  /** A site is to be checked. */
  expect(site: Site): void {
    this.know(site);
  }

  /**
   * A site was reached by what began at `begunMs`. That is the moment that counts: an answer may have come before a failure and be
   * read after it.
   */
  noteReached(site: Site, begunMs: number): Turn | null {
    const known = this.know(site);
    if (this.blind !== null) {
      if (begunMs < this.blind.noticedMs) return null;
      this.last = { backMs: begunMs, sinceMs: this.blind.sinceMs };
      this.blind = null;
      known.isDown = false;
      this.provenMs = begunMs;
      this.forget();
      return 'back';
    }
    this.provenMs = Math.max(this.provenMs, begunMs);
    for (const other of this.failing) this.acquitNetwork(other);
    known.isDown = false;
    return null;
  }

  /** A site could not be reached. */
  noteUnreached(site: Site, atMs: number): Turn | null {
    const known = this.know(site);
    known.failing = { firstMs: known.failing?.firstMs ?? atMs, lastMs: atMs };
    this.failing.add(known);
    if (this.blind !== null) return null;
    const together = [...this.failing].filter(
      ({ isDown, failing }) => !isDown && failing !== null && failing.lastMs >= atMs - WINDOW_MS,
    );
    if (unrelatedAmong(together.map((each) => each.site)) < LEAST_SITES) return null;
    const sinceMs = Math.min(...together.map(({ failing }) => failing?.firstMs ?? atMs));
    this.blind = { sinceMs, noticedMs: atMs };
    return 'lost';
  }

  /** An earlier run of the console was blind, and nothing was reached since. */
  resumeBlind(sinceMs: number, nowMs: number): void {
    this.blind = { sinceMs, noticedMs: nowMs };
  }

  /** What failed says nothing any more: the network was away, or the process stood still. */
  forget(): void {
    for (const known of this.failing) known.failing = null;
    this.failing.clear();
  }

  /** What failed before the network worked has failed by itself. */
  private acquitNetwork(known: Known): void {
    const { failing } = known;
    if (failing === null || failing.firstMs > this.provenMs) return;
    known.isDown = true;
    if (failing.lastMs > this.provenMs) return void (failing.firstMs = failing.lastMs);
    known.failing = null;
    this.failing.delete(known);
  }

  /** With what is known by now of its networks. */
  private know(site: Site): Known {
    const known = this.sites.get(site.domain) ?? { site, failing: null, isDown: false };
    this.sites.set(site.domain, known);
    const networks = new Set([...known.site.networks, ...site.networks]);
    if (networks.size > known.site.networks.length) known.site = { ...site, networks: [...networks] };
    return known;
  }
}
