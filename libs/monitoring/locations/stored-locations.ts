import { LocationResult, type Snapshot } from '@envscope/contracts/index.js';

/** The results by location that a target's detail holds; none where it was checked from one place. */
export function locationsIn(detail: Snapshot | undefined): readonly LocationResult[] {
  const held = detail?.['locations'];
  if (!Array.isArray(held)) return [];
  // What an earlier console wrote may have another shape: it then counts as not stored.
  return held.flatMap((each: unknown) => LocationResult.safeParse(each).data ?? []);
}
