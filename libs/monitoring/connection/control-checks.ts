import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@envscope/integrations/kernel/clock.js';
import type { Connectivity, Destination } from '@envscope/integrations/kernel/connectivity.js';
import { evidenceIn } from './evidence.js';
import type { PublicHost, PublicHosts } from './public-hosts.js';
import type { Site } from './site.js';

/** What control checks are made for. */
export interface ControlPurpose {
  /** Whether anybody wants to know. */
  readonly isWanted: () => boolean;
  readonly isBlind: () => boolean;
  /** Whether the site was well the last time. */
  readonly isSound: (site: Site) => boolean;
  readonly noteReached: (site: Site, begunMs: number) => void;
  readonly noteUnreached: (site: Site) => void;
}

/** Hosts that are connected to at a time. */
const HOSTS_AT_ONCE = 3;
/** A host that has not answered by then has not. */
const TIMEOUT_MS = 3_000;
/** A check at its own time may bring the answer first. */
const GRACE_MS = 50;
const APART_MS = 500;
const APART_WHILE_BLIND_MS = 5_000;

/** Connects to public hosts out of turn while somebody wants to know whether any can be reached. They are sent nothing. */
export class ControlChecks {
  private ending: AbortController | undefined;
  private isGoing = false;
  private next = 0;

  constructor(
    private readonly hosts: PublicHosts,
    private readonly connectivity: Pick<Connectivity, 'reach'>,
    private readonly clock: Clock,
    private readonly purpose: ControlPurpose,
  ) {}

  start(): void {
    this.ending = new AbortController();
  }

  stop(): void {
    this.ending?.abort();
    this.ending = undefined;
  }

  /** Goes on until nobody wants to know. */
  begin(): void {
    if (this.isGoing || !this.ending) return;
    this.isGoing = true;
    void this.go(this.ending.signal)
      // The console stops.
      .catch(() => undefined)
      .finally(() => (this.isGoing = false));
  }

  private async go(signal: AbortSignal): Promise<void> {
    const { isWanted, isBlind } = this.purpose;
    await pause(isBlind() ? APART_WHILE_BLIND_MS : GRACE_MS, undefined, { signal, ref: false });
    while (isWanted()) {
      await Promise.all(this.choose().map((host) => this.control(host)));
      await pause(isBlind() ? APART_WHILE_BLIND_MS : APART_MS, undefined, { signal, ref: false });
    }
  }

  /** Others each time, those first that were well. */
  private choose(): PublicHost[] {
    const known = this.hosts.all().filter(({ destination }) => isConnectable(destination));
    const turned = known.flatMap((_, index) => known[(index + this.next) % known.length] ?? []);
    this.next = known.length === 0 ? 0 : (this.next + 1) % known.length;
    const rank = ({ site }: PublicHost) => (this.purpose.isSound(site) ? 0 : 1);
    return turned.toSorted((a, b) => rank(a) - rank(b)).slice(0, HOSTS_AT_ONCE);
  }

  private async control({ destination }: PublicHost): Promise<void> {
    const begunMs = this.clock.steady();
    const reason = await this.connectivity.reach(destination, AbortSignal.timeout(TIMEOUT_MS));
    // By now its addresses are known.
    const site = this.hosts.siteOf([destination]);
    const evidence = evidenceIn(reason, false);
    if (site === null || evidence === null) return;
    if (evidence === 'reached') this.purpose.noteReached(site, begunMs);
    else this.purpose.noteUnreached(site);
  }
}

/** The ports of some hosts stand in DNS alone. */
function isConnectable({ origin }: Destination): boolean {
  return !origin.startsWith('tcp:') || new URL(origin).port !== '';
}
