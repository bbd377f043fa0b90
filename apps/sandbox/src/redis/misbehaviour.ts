import type { Fault, Faults } from '../faults.ts';

/** Commands that Redis answers even before it has loaded its keys. */
const ANSWERED_WHILE_LOADING = new Set(
  'auth client config discard exec hello info lastsave latency multi quit reset role select slowlog time'.split(
    ' ',
  ),
);
/** Commands that open a connection, which a used-up quota does not forbid. */
const ANSWERED_OVER_QUOTA = new Set(['auth', 'client', 'hello', 'quit', 'reset']);

/** The faults of one environment's Redis, as its connections ask for them. */
export class Misbehaviour {
  private readonly faults: Faults;
  private readonly environment: string;
  private readonly restartsDone = new Set<string>();

  constructor(faults: Faults, environment: string) {
    this.faults = faults;
    this.environment = environment;
  }

  /** Whether a new connection is to be closed at once; uses the fault up once. */
  refusesConnection(): boolean {
    return this.armed()?.kind === 'down' && this.take() !== undefined;
  }

  /** What this command is to suffer, used up once; commands that are exempt use nothing up. */
  next(command: string): Fault | undefined {
    const armed = this.armed();
    if (!armed || isExempt(armed, command)) return undefined;
    if (armed.kind === 'restart') this.restartsDone.add(armed.id);
    return this.take();
  }

  isLoading(): boolean {
    return this.armed()?.kind === 'loading';
  }

  /** Whether a fault that has been taken is still armed; one that was used up by it is not. */
  isArmed({ id }: Fault): boolean {
    return this.faults.list().some((fault) => fault.id === id);
  }

  private armed(): Fault | undefined {
    return this.faults.list().find(
      ({ id, service, environment }) =>
        service === 'redis' &&
        (environment ?? this.environment) === this.environment &&
        // A restart happens once, however long its fault stays armed.
        !this.restartsDone.has(id),
    );
  }

  private take(): Fault | undefined {
    return this.faults.take('redis', this.environment);
  }
}

function isExempt({ kind }: Fault, command: string): boolean {
  if (kind === 'loading') return ANSWERED_WHILE_LOADING.has(command);
  if (kind === 'request-limit' || kind === 'rate-limit') return ANSWERED_OVER_QUOTA.has(command);
  return false;
}
