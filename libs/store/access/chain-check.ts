import type { AuditEntry } from '@envscope/contracts/index.js';
import { FIRST_HASH, hashOf, PRUNING, type Link } from './audit-chain.js';

/** Where a chain does not hold, and why. */
export interface ChainFault {
  /** The place of the entry that is wrong, or where one is missing. */
  readonly sequence: number;
  readonly cause: 'altered' | 'missing' | 'not-linked' | 'beginning-unknown' | 'not-as-expected';
}

/** Checks entries as they come, oldest first; memory holds one hash, and those that prunings name. */
export class ChainCheck {
  /** The first fault; null while there is none. */
  fault: ChainFault | null = null;
  /** How many entries were seen. */
  count = 0;
  last: Link | null = null;
  private first: AuditEntry | null = null;
  private readonly pruned = new Set<string>();
  private isExpectedMet = false;

  /** `expected`: an entry that is known from elsewhere to be in the chain. */
  constructor(private readonly expected: Link | null = null) {}

  add(entry: AuditEntry): void {
    this.count += 1;
    if (this.fault) return;
    const { sequence, hash, previousHash } = entry;
    const { last } = this;
    this.first ??= entry;
    if (last && sequence !== last.sequence + 1) this.report(last.sequence + 1, 'missing');
    else if (hashOf(entry) !== hash) this.report(sequence, 'altered');
    else if (last && previousHash !== last.hash) this.report(sequence, 'not-linked');
    if (entry.action === PRUNING) this.pruned.add(`${entry.target?.id} ${entry.changes[0]?.before}`);
    if (sequence === this.expected?.sequence) {
      this.isExpectedMet = true;
      if (hash !== this.expected.hash) this.report(sequence, 'not-as-expected');
    }
    this.last = { sequence, hash };
  }

  /** To be called once all were added. */
  end(): ChainFault | null {
    const { first, expected } = this;
    if (first && !this.isKnownBeginning(first)) this.report(first.sequence, 'beginning-unknown');
    const isPruned = expected !== null && first !== null && expected.sequence < first.sequence;
    if (expected && !this.isExpectedMet && !isPruned) this.report(expected.sequence, 'missing');
    return this.fault;
  }

  private isKnownBeginning({ sequence, previousHash }: AuditEntry): boolean {
    if (sequence === 1) return previousHash === FIRST_HASH;
    return this.pruned.has(`${sequence - 1} ${previousHash}`);
  }

  private report(sequence: number, cause: ChainFault['cause']): void {
    this.fault ??= { sequence, cause };
  }
}
