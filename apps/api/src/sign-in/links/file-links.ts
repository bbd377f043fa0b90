import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the token of a link begins with that a file beside the data holds, and not the store. */
export const FILE_LINK = 'file.';

/** Whose password a link in a file resets, and until when. */
export interface FileLink {
  readonly email: string;
  readonly endsAt: string;
}

const folderOf = (dataDir: string) => join(dataDir, 'reset-links');
const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text);

/**
 * Keeps a link beside the data file, which a running console has for itself: whoever may write there may write the data, too.
 * The file bears the hash of the token.
 */
export async function keepFileLink(dataDir: string, hash: string, link: FileLink): Promise<void> {
  await mkdir(folderOf(dataDir), { recursive: true, mode: 0o700 });
  await writeFile(join(folderOf(dataDir), hash), JSON.stringify(link), { mode: 0o600 });
}

/** Null where there is none. */
export async function findFileLink(dataDir: string, hash: string): Promise<FileLink | null> {
  if (!isHash(hash)) return null;
  try {
    const { email, endsAt } = JSON.parse(await readFile(join(folderOf(dataDir), hash), 'utf8')) as FileLink;
    return typeof email === 'string' && typeof endsAt === 'string' ? { email, endsAt } : null;
  } catch {
    return null;
  }
}

/** True for the one asker that takes it first. */
export async function takeFileLink(dataDir: string, hash: string): Promise<boolean> {
  return rm(join(folderOf(dataDir), hash)).then(
    () => true,
    () => false,
  );
}
