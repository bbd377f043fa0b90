import type { Fault } from '../faults.ts';
import { text, type Call, type Reply } from './exchange.ts';

/** Something that answers under a path. */
export interface Mounted {
  /** The path, without a slash at its end. */
  readonly mount: string;
  answer(call: Call): Reply;
}

/** An external service's HTTP side, as the server sees it; `answer` is its ordinary answer. */
export interface StandIn extends Mounted {
  /** Its name in faults and in the counts of calls. */
  readonly service: string;
  /** The environment that a call is about, if it says so; faults of one environment go by it. */
  environmentOf(call: Call): string | undefined;
  /** The credential that a call carries: a known one, or `none`, or `unknown`. */
  credentialOf(call: Call): string;
  /** How this vendor words a failure: too many calls, a bad credential, a status of 4xx or 5xx. */
  refuse(fault: VendorFault, call: Call): Reply;
  /** What it received and what it was made to do. */
  state(): unknown;
  /** Forgets what it received and what it was made to do. */
  reset(): void;
}

/** A fault that each vendor words in its own way. */
export interface VendorFault extends Fault {
  readonly kind: 'rate-limit' | 'unauthorized' | 'status' | 'old-server';
}

const OF_VENDORS: ReadonlySet<string> = new Set(['rate-limit', 'unauthorized', 'status', 'old-server']);

/** Whether this fault is one that the vendor words. */
export function isVendorFault(fault: Fault): fault is VendorFault {
  return OF_VENDORS.has(fault.kind);
}

/** How a program without an interface of its own words a failure. */
export function plainRefusal({ kind, status = 503, retryAfterSeconds = 1 }: VendorFault): Reply {
  if (kind === 'unauthorized')
    return text(401, 'Unauthorized', { 'www-authenticate': 'Basic realm="sandbox"' });
  if (kind === 'status') return text(status, `Status ${status}`);
  return text(429, 'Too Many Requests', { 'retry-after': String(retryAfterSeconds) });
}
