import * as z from 'zod';
import { paging } from '../http/input/paging.js';

/** One page of the mutes. */
export const MutesQuery = z.strictObject(paging);
export type MutesQuery = z.infer<typeof MutesQuery>;
