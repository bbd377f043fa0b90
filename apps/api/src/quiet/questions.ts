import * as z from 'zod';
import { paging } from '../http/input/paging.js';

/** Which page of the quiet times is wanted. */
export const QuietsQuestion = z.strictObject(paging);
export type QuietsQuestion = z.infer<typeof QuietsQuestion>;
