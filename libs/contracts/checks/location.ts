import * as z from 'zod/mini';

/** Key of a location from which workers check, as settings name it: `seoul`, `eu-west-1`. */
export const LocationId = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9-]{0,30}$/))
  .register(z.globalRegistry, {
    id: 'LocationId',
    description: 'Key of a location from which targets are checked',
    example: 'seoul',
  });
export type LocationId = z.infer<typeof LocationId>;

/** How many of the locations that vote have to say that a target is down: more than half, all, or a number of them. */
export const Quorum = z.union([z.enum(['majority', 'all']), z.int().check(z.minimum(1))]);
export type Quorum = z.infer<typeof Quorum>;
