import * as z from 'zod';
import { paging } from '../http/input/paging.js';

/** Which page of the mutes is wanted. */
export const MutesQuery = z.strictObject(paging);
export type MutesQuery = z.infer<typeof MutesQuery>;
