import { COLLECTION_COMMANDS } from './collections.ts';
import { CONNECTION_COMMANDS } from './handshake.ts';
import { KEY_COMMANDS } from './keys.ts';
import { SERVER_COMMANDS } from './introspection.ts';
import type { Command } from './command.ts';

/** Every command that the stand-in knows, by its name in lower case. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...CONNECTION_COMMANDS,
    ...SERVER_COMMANDS,
    ...KEY_COMMANDS,
    ...COLLECTION_COMMANDS,
  }),
);
