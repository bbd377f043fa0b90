import type { Model, QueryFilter } from 'mongoose';
import { isDuplicateKey } from './contention.js';

/** Puts columns in the place of those before, or makes a document where there was none: false where another was faster. */
export async function replaced<T extends { _id: string }>(
  model: Model<T>,
  id: string,
  columns: Partial<T>,
  before: Partial<T> | null,
): Promise<boolean> {
  if (before !== null) {
    const same = { _id: id, ...before } as QueryFilter<T>;
    return (await model.updateOne(same, { $set: columns })).matchedCount > 0;
  }
  try {
    await model.collection.insertOne({ _id: id, ...columns } as never);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
