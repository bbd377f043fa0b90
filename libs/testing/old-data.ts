import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { createConnection, mongo } from 'mongoose';

/**
 * When a console of format 2 watched the sandbox's `dev` and `prod` for a minute and a half, and was killed: what it left
 * in each store lies in `libs/store/fixtures`. Epoch milliseconds.
 */
export const OLD_DATA_MS = Date.UTC(2026, 10, 28, 19, 10);

/** Formats of which there is data. One of format 3 watched for a minute, with four endpoints in `dev` that began to fail. */
export type OldFormat = 2 | 3;

/** Writes the file that the older console left. */
export async function restoreOldFile(file: string, format: OldFormat = 2): Promise<void> {
  await writeFile(file, await fixture(`envscope-format-${format}.db.gz`));
}

/** Fills an empty database with what the older console left in its own. */
export async function restoreOldDatabase(url: string, format: OldFormat = 2): Promise<void> {
  const text = (await fixture(`mongodb-format-${format}.json.gz`)).toString('utf8');
  const collections = mongo.BSON.EJSON.parse(text) as Record<string, mongo.Document[]>;
  const connection = await createConnection(url).asPromise();
  for (const [name, documents] of Object.entries(collections)) {
    await connection.collection(name).insertMany(documents);
  }
  await connection.close();
}

async function fixture(name: string): Promise<Buffer> {
  return gunzipSync(await readFile(new URL(`../store/fixtures/${name}`, import.meta.url)));
}
