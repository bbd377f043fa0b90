import { promises as dns } from 'node:dns';
import type { Address, ResolverSettings } from './resolver-files.js';

/** A name that has no address, or that nobody could be asked about. */
export class NameFailure extends Error {
  readonly syscall = 'resolve';

  constructor(
    /** c-ares' own: `ENOTFOUND`, `ENODATA`, `ESERVFAIL`, `EREFUSED`, `ETIMEOUT`, `ECONNREFUSED`, …. */
    readonly code: string,
    readonly hostname: string,
  ) {
    super(`resolve ${code} ${hostname}`);
    this.name = 'NameFailure';
  }

  /** Whether DNS itself says that there is no such address: nothing is wrong with the name servers. */
  get isFinal(): boolean {
    return this.code === 'ENOTFOUND' || this.code === 'ENODATA';
  }
}

/** RFC 8305, section 3: how long IPv4 waits for IPv6's addresses. Some name servers never answer for those. */
const RESOLUTION_DELAY_MS = 50;
/** Nobody waits longer for a name, so that a check still has time to say why it failed. */
const LONGEST_QUESTION_MS = 5_000;

/** Asks DNS for both kinds of addresses, along the search list. Rejects with `NameFailure`, within five seconds. */
export async function askDns(name: string, settings: ResolverSettings): Promise<readonly Address[]> {
  const started = performance.now();
  let failure: NameFailure | undefined;
  for (const candidate of candidatesOf(name, settings)) {
    const leftMs = LONGEST_QUESTION_MS - (performance.now() - started);
    try {
      return await askOne(candidate, settings, leftMs);
    } catch (error) {
      const { code, isFinal } = error as NameFailure;
      // What is wrong with a server outweighs that another candidate does not exist.
      if (failure === undefined || (failure.isFinal && !isFinal)) failure = new NameFailure(code, name);
      if (code === 'ETIMEOUT' || code === 'ECONNREFUSED') break;
    }
  }
  throw failure ?? new NameFailure('ENOTFOUND', name);
}

/** The names that a name may stand for, in the order in which resolv.conf(5) tries them. */
export function candidatesOf(name: string, { search, ndots }: ResolverSettings): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const searched = search.map((domain) => `${name}.${domain}`);
  return name.split('.').length - 1 >= ndots ? [name, ...searched] : [...searched, name];
}

async function askOne(
  name: string,
  { servers, timeoutMs, tries }: ResolverSettings,
  leftMs: number,
): Promise<Address[]> {
  // A resolver of its own: one that is kept learns how fast its servers are, and then no longer waits for a slow name.
  const resolver = new dns.Resolver({ timeout: timeoutMs, tries });
  if (servers.length > 0) resolver.setServers(servers);
  const v4 = settled(resolver.resolve4(name), 4);
  const v6 = settled(resolver.resolve6(name), 6);
  const end = setTimeout(() => resolver.cancel(), leftMs);
  try {
    const four = await v4;
    const six = four.addresses.length > 0 ? await within(RESOLUTION_DELAY_MS, v6) : await v6;
    const addresses = [...(six?.addresses ?? []), ...four.addresses];
    if (addresses.length > 0) return addresses;
    throw new NameFailure(worst([four.code, six?.code]), name);
  } finally {
    clearTimeout(end);
    resolver.cancel();
  }
}

interface Part {
  readonly addresses: readonly Address[];
  readonly code: string;
}

async function settled(question: Promise<string[]>, family: 4 | 6): Promise<Part> {
  try {
    const addresses = await question;
    return { addresses: addresses.map((address) => ({ address, family })), code: 'ENODATA' };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Only our own deadline cancels.
    return { addresses: [], code: code === undefined || code === 'ECANCELLED' ? 'ETIMEOUT' : code };
  }
}

/** A server's fault first, then that the name does not exist, then that it has no address. */
function worst(codes: readonly (string | undefined)[]): string {
  const fault = codes.find((code) => code !== undefined && code !== 'ENOTFOUND' && code !== 'ENODATA');
  return fault ?? (codes.includes('ENOTFOUND') ? 'ENOTFOUND' : 'ENODATA');
}

async function within<T>(delayMs: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, delayMs, undefined)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
