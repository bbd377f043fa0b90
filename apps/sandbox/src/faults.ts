/** Ways in which whatever speaks HTTP can misbehave. */
export const HTTP_FAULT_KINDS = [
  'delay',
  'hang',
  'hang-mid-body',
  'reset',
  'half-body',
  'invalid-json',
  'html',
  'empty',
  'no-content',
  'huge',
  'echo',
  'status',
  'rate-limit',
  'unauthorized',
  'down',
] as const;

/** Ways in which a stand-in can misbehave: those of HTTP, and those of one service. */
export const FAULT_KINDS = [
  ...HTTP_FAULT_KINDS,
  'loading',
  'request-limit',
  'wrong-password',
  'wrong-password-atlas',
  'not-allowed',
  'restart',
  'primary-change',
  'old-server',
] as const;

/** One of `FAULT_KINDS`. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Whom Discord blames in its rate limit: the webhook's owner, everybody, or a resource shared with others. */
export type RateLimitScope = 'user' | 'global' | 'shared';

/** A misbehaviour of one service, in one environment or in all of them, `times` times or until it is cleared. */
export interface Fault {
  readonly id: string;
  readonly service: string;
  readonly environment?: string;
  readonly kind: FaultKind;
  readonly delayMs?: number;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  readonly scope?: RateLimitScope;
  readonly times?: number;
}

/** What a caller may narrow a list of faults by. */
export interface FaultFilter {
  readonly service?: string;
  readonly environment?: string;
}

/** The faults that are armed now, in the order in which they were added. */
export class Faults {
  private armed: Fault[] = [];
  private added = 0;

  /** Arms a fault and gives it an id. */
  add(fault: Omit<Fault, 'id'>): Fault {
    const armed = { ...fault, id: `fault-${++this.added}` };
    this.armed.push(armed);
    return armed;
  }

  /** Disarms every fault that the filter matches; without a filter, all of them. */
  clear(filter: FaultFilter = {}): void {
    this.armed = this.armed.filter(
      ({ service, environment }) =>
        (filter.service !== undefined && filter.service !== service) ||
        (filter.environment !== undefined && filter.environment !== environment),
    );
  }

  /** The armed faults; `times` is what is left of them. */
  list(): Fault[] {
    return [...this.armed];
  }

  /**
   * The first fault that concerns this service and environment, and one use of it.
   * A fault without an environment concerns all; one with an environment never concerns a call that has none.
   */
  take(service: string, environment?: string): Fault | undefined {
    const index = this.armed.findIndex((fault) => concerns(fault, service, environment));
    const fault = this.armed[index];
    if (fault?.times === undefined) return fault;
    if (fault.times > 1) this.armed[index] = { ...fault, times: fault.times - 1 };
    else this.armed.splice(index, 1);
    return fault;
  }
}

function concerns(fault: Fault, service: string, environment: string | undefined): boolean {
  return fault.service === service && (fault.environment === undefined || fault.environment === environment);
}
