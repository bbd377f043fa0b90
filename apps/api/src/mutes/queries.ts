import { MuteFilter } from '@envscope/contracts/index.js';
import * as z from 'zod';
import { paging } from '../http/input/paging.js';

/** One page of the mutes; without a filter, of all of them. */
export const MutesQuery = z.strictObject({ state: z.optional(MuteFilter), ...paging });
export type MutesQuery = z.infer<typeof MutesQuery>;
