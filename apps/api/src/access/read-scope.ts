import type { Principal } from '@envscope/access/principal.js';
import { CONSOLE_SCOPE, type Incident } from '@envscope/contracts/index.js';

type Scope = Incident['environment'];

/** Whose incidents and deliveries somebody may read; undefined: all. Those of the console itself concern everybody. */
export function readScopeOf(asker: Principal): readonly Scope[] | undefined {
  const readable = asker.environmentsWith('read');
  return readable && [...readable, CONSOLE_SCOPE];
}

export function isReadable(scope: Scope, asker: Principal): boolean {
  return readScopeOf(asker)?.includes(scope) ?? true;
}
