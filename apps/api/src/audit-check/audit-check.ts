import type { AuditEntry } from '@envscope/contracts/index.js';
import { ChainCheck, type ChainFault } from '@envscope/store/access/chain-check.js';
import { parseArgs } from 'node:util';
import { entriesOfExport, entriesOfStore } from './audit-sources.js';

/** What the command prints, and the code that it ends with. */
export interface CheckOutcome {
  /** 0: the chain is whole; 1: it is not; 2: it could not be read. */
  readonly exitCode: 0 | 1 | 2;
  readonly text: string;
}

const CAUSES: Readonly<Record<ChainFault['cause'], string>> = {
  altered: 'it does not have the content that its hash was made of',
  missing: 'it is missing',
  'not-linked': 'it does not name the hash of the entry before it',
  'beginning-unknown': 'the chain begins there, and no pruning says that the entries before it went by age',
  'not-as-expected': 'its hash is not the one that --expect names',
};

/** Checks the audit log that the arguments name: an export, or else the store of the settings. Never rejects. */
export async function checkAudit(
  args: readonly string[],
  directory: string,
  variables: NodeJS.ProcessEnv,
): Promise<CheckOutcome> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { expect: { type: 'string' } },
      allowPositionals: true,
    });
    const check = new ChainCheck(values.expect === undefined ? null : linkOf(values.expect));
    const [file] = positionals;
    const entries = file === undefined ? entriesOfStore(directory, variables) : entriesOfExport(file);
    for await (const entry of entries as AsyncIterable<AuditEntry>) check.add(entry);
    return outcomeOf(check);
  } catch (error) {
    return {
      exitCode: 2,
      text: `The audit log could not be read: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

function outcomeOf(check: ChainCheck): CheckOutcome {
  const fault = check.end();
  if (fault) {
    return { exitCode: 1, text: `The audit log breaks at entry ${fault.sequence}: ${CAUSES[fault.cause]}` };
  }
  if (!check.last) return { exitCode: 0, text: 'The audit log is empty' };
  const { sequence, hash } = check.last;
  const first = sequence - check.count + 1;
  return {
    exitCode: 0,
    text: `The audit log is whole: entries ${first} to ${sequence}. Note the last one: ${sequence}:${hash}`,
  };
}

/** Throws where it is none. */
function linkOf(text: string): { sequence: number; hash: string } {
  const [, sequence, hash = ''] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined)
    throw new Error('--expect takes the place and the hash of an entry, 1841:9f2c…');
  return { sequence: Number(sequence), hash };
}
