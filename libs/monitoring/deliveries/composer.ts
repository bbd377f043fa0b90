import type { AnyEnvironment } from '@envscope/environments/environments.js';

/** Puts what happened to incidents into messages, in the channel's language. */
export class Composer {
  constructor(
    readonly environments: readonly AnyEnvironment[],
    readonly publicUrl: string | undefined,
  ) {}
}
