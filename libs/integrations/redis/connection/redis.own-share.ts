/** What the console itself asked of one server, counted as the server counts. */
export interface OwnShare {
  readonly commands: number;
  /** Keys that were looked up and found, and those that were not. */
  readonly hits: number;
  readonly misses: number;
}

export const NOTHING_ASKED: OwnShare = { commands: 0, hits: 0, misses: 0 };

/** Counts what the console asks of one server, so that its figures can leave that out. */
export class OwnTally {
  private share = NOTHING_ASKED;

  command(): void {
    this.share = { ...this.share, commands: this.share.commands + 1 };
  }

  /** A command that looked for one key. */
  lookup(isFound: boolean): void {
    const { commands, hits, misses } = this.share;
    this.share = { commands: commands + 1, hits: hits + Number(isFound), misses: misses + Number(!isFound) };
  }

  /** So far. */
  get now(): OwnShare {
    return this.share;
  }
}

/** The tallies of all servers by `host:port`: environments may share a server, whose figures then hold what each of them asked. */
export class OwnTallies {
  private readonly byAddress = new Map<string, OwnTally>();

  of(address: string): OwnTally {
    const tally = this.byAddress.get(address) ?? new OwnTally();
    this.byAddress.set(address, tally);
    return tally;
  }
}

export function sumOf(shares: readonly OwnShare[]): OwnShare {
  return shares.reduce(
    (sum, { commands, hits, misses }) => ({
      commands: sum.commands + commands,
      hits: sum.hits + hits,
      misses: sum.misses + misses,
    }),
    NOTHING_ASKED,
  );
}
