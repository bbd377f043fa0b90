import * as z from 'zod';
import { paging } from '../http/input/paging.js';

/** Which page of the mutes is wanted. */
export const MutesQuestion = z.strictObject(paging);
export type MutesQuestion = z.infer<typeof MutesQuestion>;
