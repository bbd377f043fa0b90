import type { Stores } from '@envscope/store/stores.js';

/** Where an adapter keeps its data during one test. */
export interface StoresPlace {
  /** Stores over the same data each time; where they are not shared they are closed before the next are opened. */
  open(): Promise<Stores>;
  remove(): Promise<void>;
}
