import { lookup as getaddrinfo } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { askDns, NameFailure } from './dns-question.js';
import {
  literalAddress,
  namesOtherSources,
  parseHosts,
  parseResolvConf,
  type Address,
} from './resolver-files.js';
import { WatchedFile } from './watched-file.js';

const FRESH_MS = 30_000;
/** RFC 8767 gives a day: whoever ran before must not fail because a name server does. */
const KEPT_MS = 86_400_000;
/** How long one who has an old address waits for a new one. */
const PATIENCE_MS = 1_000;
/** How long a name server that failed is not waited for where there is an old address. */
const FAILURE_HOLDS_MS = 5_000;
/** How long a name is waited for whose last question nobody answered: less than a check has, so that it still says why it failed. */
const SILENCE_PATIENCE_MS = 2_000;
const MOST_NAMES = 5_000;
/** A caller without a deadline of its own. */
const LONGEST_LOOKUP_MS = 10_000;

interface Known {
  readonly addresses: readonly Address[];
  readonly since: number;
  readonly failedAt: number | undefined;
}

interface Question {
  readonly answer: Promise<readonly Address[]>;
  readonly since: number;
}

/** Where the system says how names are resolved. */
export interface ResolverPaths {
  readonly hosts: string;
  readonly resolvConf: string;
  readonly nsswitch: string;
}

const SYSTEM: ResolverPaths = {
  hosts: '/etc/hosts',
  resolvConf: '/etc/resolv.conf',
  nsswitch: '/etc/nsswitch.conf',
};

/**
 * Resolves names without the threads that getaddrinfo blocks, so that a silent name server costs only those who ask for its
 * names. Answers hold for 30 s; where a server fails the last good ones hold on for a day.
 */
export class NameResolver {
  private readonly answers = new Map<string, Known>();
  private readonly questions = new Map<string, Question>();
  /** Names without an address whose last question met silence. */
  private readonly silent = new Set<string>();
  private readonly hosts: WatchedFile<ReturnType<typeof parseHosts>>;
  private readonly settings: WatchedFile<ReturnType<typeof parseResolvConf>>;
  private readonly hasOtherSources: WatchedFile<boolean>;
  private lastElsewhere: Promise<unknown> = Promise.resolve();

  constructor(
    paths: ResolverPaths = SYSTEM,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.hosts = new WatchedFile(paths.hosts, parseHosts);
    this.settings = new WatchedFile(paths.resolvConf, (text) => parseResolvConf(text));
    this.hasOtherSources = new WatchedFile(paths.nsswitch, namesOtherSources);
  }

  /** At least one address. Rejects with `NameFailure`, or with the signal's reason as soon as that fires. */
  async resolve(host: string, signal: AbortSignal): Promise<readonly Address[]> {
    signal.throwIfAborted();
    const name = host.toLowerCase();
    const local = this.withoutAsking(name);
    if (local) return local;
    const known = this.knownOf(name);
    const now = this.now();
    if (known && now - known.since < FRESH_MS) return known.addresses;
    if (known?.failedAt !== undefined && now - known.failedAt < FAILURE_HOLDS_MS) return known.addresses;
    const question = this.questions.get(name) ?? this.ask(name);
    const elapsedMs = now - question.since;
    if (known) {
      const old = () => Promise.resolve(known.addresses);
      return waited(question.answer, signal, { afterMs: PATIENCE_MS - elapsedMs, outcome: old });
    }
    if (!this.silent.has(name)) return waited(question.answer, signal);
    const silence = () => Promise.reject(new NameFailure('ETIMEOUT', name));
    return waited(question.answer, signal, { afterMs: SILENCE_PATIENCE_MS - elapsedMs, outcome: silence });
  }

  /** The same as Node's `dns.lookup`, for clients that take a function like it. */
  readonly lookup: LookupFunction = (host, options, callback) => {
    const family = options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : (options.family ?? 0);
    this.resolve(host, AbortSignal.timeout(LONGEST_LOOKUP_MS)).then(
      (all) => {
        const addresses = all.filter((address) => family === 0 || address.family === family);
        const [first] = addresses;
        if (!first) callback(new NameFailure('ENODATA', host), options.all ? [] : '', 0);
        else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, options.all ? [] : '', 0),
    );
  };

  /** The addresses that are known already; none where somebody would have to be asked. */
  known(host: string): readonly Address[] {
    const name = host.toLowerCase();
    return this.withoutAsking(name) ?? this.knownOf(name)?.addresses ?? [];
  }

  private withoutAsking(name: string): readonly Address[] | undefined {
    const literal = literalAddress(name);
    if (literal) return [literal];
    const bare = name.replace(/\.$/, '');
    const listed = this.hosts.read().get(bare);
    if (listed) return listed;
    // RFC 6761, section 6.3: never asked of a server.
    return bare === 'localhost' || bare.endsWith('.localhost') ? LOOPBACK : undefined;
  }

  private knownOf(name: string): Known | undefined {
    const known = this.answers.get(name);
    return known && this.now() - known.since < KEPT_MS ? known : undefined;
  }

  private ask(name: string): Question {
    const question = { answer: this.answerOf(name), since: this.now() };
    this.questions.set(name, question);
    const forget = (): void => void this.questions.delete(name);
    question.answer.then(forget, forget);
    return question;
  }

  private async answerOf(name: string): Promise<readonly Address[]> {
    try {
      const addresses = await this.askEverywhere(name);
      this.keep(name, { addresses, since: this.now(), failedAt: undefined });
      return addresses;
    } catch (error) {
      const known = this.knownOf(name);
      if (!known || (error as NameFailure).isFinal) {
        this.answers.delete(name);
        this.noteSilence(name, (error as NameFailure).code === 'ETIMEOUT');
        throw error;
      }
      this.answers.set(name, { ...known, failedAt: this.now() });
      return known.addresses;
    }
  }

  private async askEverywhere(name: string): Promise<readonly Address[]> {
    try {
      return await askDns(name, this.settings.read());
    } catch (error) {
      if (!(error as NameFailure).isFinal || !this.hasOtherSources.read()) throw error;
      return this.askElsewhere(name);
    }
  }

  /** What only the system's other sources know. One name at a time, so that it never holds more than one of libuv's threads. */
  private askElsewhere(name: string): Promise<readonly Address[]> {
    const answer = this.lastElsewhere.then(async () => {
      const addresses = await getaddrinfo(name, { all: true, order: 'verbatim' });
      return addresses.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }) as const);
    });
    const found = answer.catch((error: unknown) => {
      throw new NameFailure((error as NodeJS.ErrnoException).code ?? 'ENOTFOUND', name);
    });
    this.lastElsewhere = found.catch(() => undefined);
    return found;
  }

  private noteSilence(name: string, isSilent: boolean): void {
    this.silent.delete(name);
    if (isSilent && this.silent.size < MOST_NAMES) this.silent.add(name);
  }

  private keep(name: string, known: Known): void {
    this.silent.delete(name);
    // The oldest goes first: redirects can name any number of hosts.
    this.answers.delete(name);
    this.answers.set(name, known);
    if (this.answers.size > MOST_NAMES) this.answers.delete([...this.answers.keys()][0] ?? '');
  }
}

const LOOPBACK: readonly Address[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/** The work's outcome, the signal's reason as soon as it fires, or what will do when its time comes. */
function waited<T>(
  work: Promise<T>,
  signal: AbortSignal,
  instead?: { readonly afterMs: number; readonly outcome: () => Promise<T> },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = instead && setTimeout(() => resolve(instead.outcome()), Math.max(0, instead.afterMs));
    const end = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', end, { once: true });
    void work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    });
  });
}
