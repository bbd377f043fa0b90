import type { Permission } from '@envscope/contracts/index.js';

/**
 * Who may ask for an operation: `public`, everybody; `signed-in`, whoever was let in, for what is their own; otherwise whoever
 * has a permission where it counts.
 */
export type Access = 'public' | 'signed-in' | Needed;

interface Needed {
  readonly permission: Permission;
  /**
   * Where it counts. `path`: in the environment that the path names. `console`: for the console as a whole. `handler`: somewhere,
   * and the handler sees to it that nobody reads or does anything elsewhere.
   */
  readonly in: 'path' | 'console' | 'handler';
}
