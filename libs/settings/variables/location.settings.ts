import type { LocationId, Quorum } from '@envscope/contracts/index.js';
import { locationList, quorumText } from '@envscope/environments/locations.js';
import type { Variables } from '@envscope/environments/settings-section.js';
import type { VariableReader } from '../problems.js';
import type { SettingsWarning } from '../warnings.js';

/** Variables that say from where targets are checked. */
export const LOCATION_VARIABLES = {
  LOCATIONS: { schema: locationList, example: 'seoul,frankfurt' },
  LOCATION_QUORUM: { schema: quorumText, example: 'majority' },
} as const satisfies Variables;

/** Checks from elsewhere come through it. */
const QUEUE = 'QUEUE_URL';

/** From where targets are checked, and what that takes. */
export interface LocationSettings {
  /** All that settings name. */
  readonly named: readonly LocationId[];
  /** Those that can check: none without a queue. */
  readonly reached: readonly LocationId[];
  readonly quorum: Quorum;
}

/** The locations that variables name, with a fault noted where they do not go together. */
export function locationsOf(
  reader: VariableReader,
  {
    LOCATIONS: named = [],
    LOCATION_QUORUM: quorum = 'majority',
  }: { readonly LOCATIONS?: readonly LocationId[]; readonly LOCATION_QUORUM?: Quorum },
): LocationSettings {
  if (typeof quorum === 'number' && quorum > named.length && named.length > 0) {
    const fault = `is more than LOCATIONS names: ${named.length}`;
    reader.report({
      variable: 'LOCATION_QUORUM',
      fault,
      example: LOCATION_VARIABLES.LOCATION_QUORUM.example,
    });
  }
  return { named, reached: reader.has(QUEUE) ? named : [], quorum };
}

/** Locations that have no effect. */
export function locationsWithoutQueue({ named, reached }: LocationSettings): SettingsWarning[] {
  if (named.length === reached.length) return [];
  return [{ code: 'locations-without-effect', variable: 'LOCATIONS', params: { suggestion: QUEUE } }];
}
