import type { Principal } from '@envscope/access/principal.js';
import { invalidField } from '@envscope/contracts/index.js';

/**
 * The name under which somebody acts: their own. Whoever did not sign in, because it was not asked of them, gives one. Throws
 * `invalid-input` where there is none.
 */
export function nameOf({ actor }: Principal, given: string | undefined): string {
  if (actor.kind === 'person' || actor.kind === 'api-key') return actor.name;
  if (given === undefined) throw invalidField('by', 'wrong-type', 'must be a name');
  return given;
}
