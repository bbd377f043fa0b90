import { afterEach, beforeEach } from '@jest/globals';
import type { Stores } from '@envscope/store/stores.js';

/** Where an adapter keeps its data during one test. */
export interface StoresPlace {
  /** Stores over the same data each time; where they are not shared they are closed before the next are opened. */
  open(): Promise<Stores>;
  remove(): Promise<void>;
}

/** Opens stores in a place of their own for each test of the suite. Answers what closes them and opens the same data again. */
export function openForEachTest(
  makePlace: () => Promise<StoresPlace>,
  onOpen: (stores: Stores) => void,
): () => Promise<void> {
  let place: StoresPlace;
  let stores: Stores;
  const open = async (): Promise<void> => {
    stores = await place.open();
    onOpen(stores);
  };

  beforeEach(async () => {
    place = await makePlace();
    await open();
  });

  afterEach(async () => {
    await stores.observations.close();
    await place.remove();
  });

  return async () => {
    await stores.observations.close();
    await open();
  };
}
