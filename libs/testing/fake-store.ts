import type { Observation, SeriesPoint } from '@envscope/contracts/index.js';
import {
  ObservationStore,
  StoreFault,
  type LatestObservation,
} from '@envscope/store/observation-store.js';

/** A store in memory that can be told to fail. */
export class FakeStore extends ObservationStore {
  readonly kept: Observation[] = [];
  isFailing = false;

  override append(observation: Observation): Promise<void> {
    if (this.isFailing) return Promise.reject(new StoreFault('The disk is full'));
    this.kept.push(observation);
    return Promise.resolve();
  }

  override latest(): Promise<LatestObservation[]> {
    return Promise.resolve([]);
  }

  override series(): Promise<SeriesPoint[]> {
    return Promise.resolve([]);
  }

  override prune(): Promise<void> {
    return Promise.resolve();
  }

  override ping(): Promise<void> {
    return this.isFailing ? Promise.reject(new StoreFault('The disk is full')) : Promise.resolve();
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }
}
