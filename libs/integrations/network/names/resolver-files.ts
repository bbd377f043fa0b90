import { isIP } from 'node:net';
import { hostname } from 'node:os';

/** One address of a host. */
export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Addresses by name in lower case. */
export type HostTable = ReadonlyMap<string, readonly Address[]>;

/** How names are asked for. */
export interface ResolverSettings {
  /** `address` or `address:port`; none: whatever the system has. */
  readonly servers: readonly string[];
  readonly search: readonly string[];
  /** A name with as many dots is tried as it is before the search list. */
  readonly ndots: number;
  /** What the first try waits for each server; later tries wait longer. */
  readonly timeoutMs: number;
  readonly tries: number;
}

/** The address as text and its family; undefined where the text is none. */
export function literalAddress(text: string): Address | undefined {
  const family = isIP(text);
  return family === 0 ? undefined : { address: text, family: family as 4 | 6 };
}

/** Reads `/etc/hosts`, hosts(5). */
export function parseHosts(text: string): HostTable {
  const table = new Map<string, Address[]>();
  for (const words of linesOf(text)) {
    const address = literalAddress(words[0] ?? '');
    if (!address) continue;
    for (const word of words.slice(1)) {
      const name = word.toLowerCase();
      table.set(name, [...(table.get(name) ?? []), address]);
    }
  }
  return table;
}

const MOST_SERVERS = 3;
/** As c-ares waits where nothing else is said; a second try, that the whole takes less time than a check has. */
const DEFAULT_TIMEOUT_MS = 2_000;
const DEFAULT_TRIES = 2;

/** Reads `/etc/resolv.conf`, resolv.conf(5): servers, search list, and the options that bear on time. */
export function parseResolvConf(text: string, ownName: string = hostname()): ResolverSettings {
  const servers: string[] = [];
  const dot = ownName.indexOf('.');
  let search = dot < 0 ? [] : [ownName.slice(dot + 1)];
  const options = new Map<string, number>();
  for (const [keyword, ...words] of linesOf(text)) {
    if (keyword === 'nameserver' && isServer(words[0] ?? '')) servers.push(words[0] ?? '');
    // The last of them counts, as glibc has it.
    if (keyword === 'search' || keyword === 'domain') search = words;
    if (keyword === 'options') words.forEach((word) => note(options, word));
  }
  const seconds = options.get('timeout');
  return {
    servers: servers.slice(0, MOST_SERVERS),
    search: search.map((domain) => domain.toLowerCase().replace(/\.$/, '')).filter((domain) => domain !== ''),
    ndots: Math.min(options.get('ndots') ?? 1, 15),
    timeoutMs: seconds === undefined ? DEFAULT_TIMEOUT_MS : Math.min(Math.max(seconds, 1), 30) * 1_000,
    tries: Math.min(Math.max(options.get('attempts') ?? DEFAULT_TRIES, 1), 5),
  };
}

/** An address; with a port as c-ares reads it: `127.0.0.1:5353`, `[::1]:5353`. */
function isServer(text: string): boolean {
  const [, v6, v4 = v6] = /^(?:\[(.+)\]|([\d.]+)):\d{1,5}$/.exec(text) ?? [];
  return isIP(v4 ?? text) !== 0;
}

function note(options: Map<string, number>, word: string): void {
  const [, name, value] = /^(\w+):(\d+)$/.exec(word) ?? [];
  if (name !== undefined) options.set(name, Number(value));
}

/** Whether `/etc/nsswitch.conf` names a source of hosts that neither the hosts file nor DNS is: mDNS, a directory. */
export function namesOtherSources(nsswitch: string): boolean {
  const hosts = linesOf(nsswitch).find(([database]) => database === 'hosts:');
  // Without the line glibc asks `dns [!UNAVAIL=return] files`.
  return hosts?.slice(1).some((word) => !/^(?:files|dns|\[.*|.*\])$/.test(word)) ?? false;
}

function linesOf(text: string): string[][] {
  return text
    .split('\n')
    .map((line) => line.replace(/[#;].*$/, '').trim())
    .flatMap((line) => (line === '' ? [] : [line.split(/\s+/)]));
}
