import { openStores } from '@envscope/store/opening/open-stores.js';
import { AuditEntry } from '@envscope/contracts/index.js';
import { loadSettings } from '@envscope/settings/files/settings-files.js';
import { auditEntriesOfFile } from '@envscope/store/sqlite/access/audit-file.js';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const BATCH = 1_000;

type Entries = AsyncIterable<AuditEntry> | Iterable<AuditEntry>;

/** The entries of an export: `-` is what comes in. A line that is no entry rejects. */
export async function* entriesOfExport(file: string): AsyncGenerator<AuditEntry> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number += 1;
    if (line === '') continue;
    try {
      yield AuditEntry.parse(JSON.parse(line));
    } catch {
      throw new Error(`Line ${number} is no audit entry`);
    }
  }
}

/** The entries of the console's store, as the settings of the folder name it. */
export function entriesOfStore(directory: string, variables: NodeJS.ProcessEnv): Entries {
  const { storeUrl, dataDir, ca } = loadSettings(directory, variables).console;
  if (storeUrl === undefined) return auditEntriesOfFile(join(dataDir, 'envscope.db'));
  return entriesOfDatabase(storeUrl, ca?.certificates);
}

/** The entries of a database, read while consoles may add to it. */
async function* entriesOfDatabase(
  url: string,
  certificates: readonly string[] | undefined,
): AsyncGenerator<AuditEntry> {
  const { audit, observations } = await openStores({
    storeUrl: url,
    dataDir: '',
    ca: certificates && { certificates },
  });
  try {
    for (let after = 0; ;) {
      const entries = await audit.auditEntries({ after, limit: BATCH });
      yield* entries;
      if (entries.length < BATCH) return;
      after = entries.at(-1)?.sequence ?? after;
    }
  } finally {
    await observations.close();
  }
}
