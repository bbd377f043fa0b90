import { connect, type Socket } from 'node:net';
import type { NameResolver } from './names/name-resolver.js';
import type { Address } from './names/resolver-files.js';
import { TargetPolicy, type NamedBy } from './reach/target-policy.js';

/** RFC 8305, section 5: how long an address has before the next one is tried beside it. */
const ATTEMPT_DELAY_MS = 250;

/** Opens TCP connections; every address of a host gets its chance for as long as the caller waits. */
export class Dialer {
  constructor(
    private readonly names: Pick<NameResolver, 'resolve'>,
    readonly policy: TargetPolicy = new TargetPolicy(),
  ) {}

  /**
   * A connection to the address that answers first, of those that the policy admits: the name is not asked again. Rejects with
   * a system error, with `NameFailure`, `TargetRefusal`, or with the signal's reason as soon as that fires.
   */
  async connect(
    host: string,
    port: number,
    signal: AbortSignal,
    namedBy: NamedBy = 'settings',
  ): Promise<Socket> {
    const addresses = this.policy.admit(host, await this.names.resolve(host, signal), namedBy);
    return new Race(inTurns(addresses), port, signal).run();
  }
}

/** One family after the other, beginning with that of the first address. */
export function inTurns(addresses: readonly Address[]): Address[] {
  const first = addresses[0]?.family;
  const own = addresses.filter(({ family }) => family === first);
  const other = addresses.filter(({ family }) => family !== first);
  return own
    .flatMap((address, index) => [address, ...other.slice(index, index + 1)])
    .concat(other.slice(own.length));
}

/** RFC 8305: tries one address after another without giving up the earlier ones; the first that answers wins. */
class Race {
  private readonly attempts = new Set<Socket>();
  private readonly failures: Error[] = [];
  private readonly result = Promise.withResolvers<Socket>();
  private next = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly addresses: readonly Address[],
    private readonly port: number,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<Socket> {
    this.signal.throwIfAborted();
    const abandon = (): void => this.result.reject(this.signal.reason as Error);
    this.signal.addEventListener('abort', abandon, { once: true });
    this.tryNext();
    try {
      const winner = await this.result.promise;
      this.attempts.delete(winner);
      return winner;
    } finally {
      clearTimeout(this.timer);
      this.signal.removeEventListener('abort', abandon);
      this.attempts.forEach((loser) => loser.destroy());
    }
  }

  private tryNext(): void {
    clearTimeout(this.timer);
    const address = this.addresses[this.next];
    if (!address) {
      if (this.attempts.size === 0) this.result.reject(mostSpecific(this.failures));
      return;
    }
    this.next += 1;
    const socket = connect({ host: address.address, family: address.family, port: this.port, noDelay: true });
    this.attempts.add(socket);
    const failed = (error: Error): void => {
      this.attempts.delete(socket);
      this.failures.push(error);
      this.tryNext();
    };
    socket.once('error', failed).once('connect', () => {
      socket.off('error', failed);
      this.result.resolve(socket);
    });
    if (this.next < this.addresses.length) this.timer = setTimeout(() => this.tryNext(), ATTEMPT_DELAY_MS);
  }
}

/** That this machine has no way to one family of addresses says less than what an address answered. */
function mostSpecific(failures: readonly Error[]): Error {
  const isLocal = ({ code }: NodeJS.ErrnoException): boolean =>
    code === 'ENETUNREACH' || code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
  return failures.find((failure) => !isLocal(failure)) ?? failures[0] ?? new Error('No address');
}
