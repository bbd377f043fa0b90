import { limitTimer } from '@envscope/integrations/kernel/clock.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { BlockList, isIP } from 'node:net';

/** So many of an origin's slots are kept from checks that hang. */
const SLOTS_FOR_PROMPT = 2;
/** At least one for the others. */
export const FEWEST_SLOTS = SLOTS_FOR_PROMPT + 1;
/** Who answers within this time does not hang. */
const PROMPT_MS = 1_000;

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** The bounds of all origins: how many checks may ask one host and port at a time. Loopback is never bounded. */
export class HostSlots {
  private readonly origins = new Map<string, OriginSlots>();

  /** Undefined: nobody is bounded. */
  constructor(private readonly most?: number) {}

  /** Undefined where any number may ask at a time. */
  of({ origin, host, hostname }: URL): OriginSlots | undefined {
    if (this.most === undefined || isLoopback(hostname)) return undefined;
    const known = this.origins.get(origin) ?? new OriginSlots(host, this.most);
    this.origins.set(origin, known);
    return known;
  }
}

/** What a check holds. */
interface Slot {
  /** It may be held for long. */
  isSlow: boolean;
}

interface Waiting {
  readonly target: object;
  readonly admit: (slot: Slot) => void;
}

/**
 * The slots of one origin. A target that answered within a second the last time is prompt: it gets any slot, and gives it up
 * after a second if the slow ones have all of theirs. The others, which hang or have not shown that they do not, share all
 * slots but two. So two slots are free or come free within a second, whatever hangs.
 */
class OriginSlots {
  private held = 0;
  private slow = 0;
  private readonly waiting = new Set<Waiting>();
  private readonly prompt = new WeakSet<object>();

  constructor(
    private readonly host: string,
    private readonly most: number,
  ) {}

  /**
   * Does a check's work in a slot. Rejects with `waiting-for-slot` where the signal fires while it waits for one, or before it
   * held that for as long as it had waited: the target had too little time to answer. And where it gave its slot up.
   */
  async run<T>(target: object, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const askedMs = performance.now();
    const slot = await this.take(target, signal);
    const startedMs = performance.now();
    const own = new AbortController();
    const end = (): void => {
      const hadTime = performance.now() - startedMs >= startedMs - askedMs;
      own.abort(hadTime ? signal.reason : this.refusal());
    };
    signal.addEventListener('abort', end, { once: true });
    const patience = limitTimer(PROMPT_MS, () => {
      if (!slot.isSlow && !this.turnsSlow(slot)) own.abort(this.refusal());
    });
    try {
      return await work(own.signal);
    } finally {
      clearTimeout(patience);
      signal.removeEventListener('abort', end);
      if (!own.signal.aborted && performance.now() - startedMs < PROMPT_MS) this.prompt.add(target);
      else this.prompt.delete(target);
      this.release(slot);
    }
  }

  private take(target: object, signal: AbortSignal): Promise<Slot> {
    signal.throwIfAborted();
    if (this.isFreeFor(target)) return Promise.resolve(this.grant(target));
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        target,
        admit: (slot) => {
          signal.removeEventListener('abort', leave);
          resolve(slot);
        },
      };
      const leave = (): void => {
        this.waiting.delete(waiting);
        reject(this.refusal());
      };
      signal.addEventListener('abort', leave, { once: true });
      this.waiting.add(waiting);
    });
  }

  private isFreeFor(target: object): boolean {
    return this.held < this.most && (this.prompt.has(target) || this.isSlowFree);
  }

  private get isSlowFree(): boolean {
    return this.slow < this.most - SLOTS_FOR_PROMPT;
  }

  private grant(target: object): Slot {
    const slot = { isSlow: !this.prompt.has(target) };
    this.held += 1;
    if (slot.isSlow) this.slow += 1;
    return slot;
  }

  private turnsSlow(slot: Slot): boolean {
    if (!this.isSlowFree) return false;
    slot.isSlow = true;
    this.slow += 1;
    return true;
  }

  private release({ isSlow }: Slot): void {
    this.held -= 1;
    if (isSlow) this.slow -= 1;
    for (const waiting of this.waiting) {
      if (!this.isFreeFor(waiting.target)) continue;
      this.waiting.delete(waiting);
      waiting.admit(this.grant(waiting.target));
    }
  }

  private refusal(): IntegrationError {
    const params = { host: this.host, limit: this.most };
    return new IntegrationError('waiting-for-slot', `${this.host} has no free slot`, { params });
  }
}

function isLoopback(hostname: string): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(address);
  if (family !== 0) return LOOPBACK.check(address, family === 6 ? 'ipv6' : 'ipv4');
  return /^(.*\.)?localhost\.?$/.test(hostname);
}
