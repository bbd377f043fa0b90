import { LocationId, type Quorum } from '@envscope/contracts/index.js';
import * as z from 'zod';

const LIST = 'must list different names of lower-case letters, digits and "-", separated by commas';

/** Reads `seoul,frankfurt`. */
export const locationList = z.string().transform((text, context): readonly LocationId[] => {
  const names = text.split(',').map((name) => name.trim());
  if (areLocations(names)) return names;
  context.addIssue({ code: 'custom', message: LIST });
  return z.NEVER;
});

/** Some of the locations, as a file lists them. */
export const someLocations = z.array(z.string()).min(1).refine(areLocations, LIST.replace(/,.*/, ''));

/** A quorum as a file has it: a number of locations, or a word for one. */
export const quorum = z
  .union([z.enum(['majority', 'all', 'any']), z.int().min(1).max(99)], {
    error: 'must be "majority", "all", "any" or a number of locations',
  })
  .transform((asked): Quorum => (asked === 'any' ? 1 : asked));

/** The same in a variable. */
export const quorumText = z
  .string()
  .transform((text): unknown => (/^\d+$/.test(text) ? Number(text) : text))
  .pipe(quorum);

function areLocations(names: readonly string[]): boolean {
  return new Set(names).size === names.length && names.every((name) => LocationId.safeParse(name).success);
}
