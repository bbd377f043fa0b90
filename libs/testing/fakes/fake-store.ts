import type { Observation, SeriesPoint } from '@envscope/contracts/index.js';
import {
  ObservationStore,
  StoreFault,
  type LatestObservation,
  type StatusPoint,
} from '@envscope/store/observation-store.js';

/** A store in memory that can be made to fail, and to leave appends without an answer until it is released. */
export class FakeStore extends ObservationStore {
  readonly kept: Observation[] = [];
  /** How many observations each append held that was kept. */
  readonly appends: number[] = [];
  isFailing = false;
  /** What `latest` answers. */
  newest: LatestObservation[] = [];
  private held: Promise<void> | undefined;
  private end: () => void = () => undefined;

  hold(): void {
    ({ promise: this.held, resolve: this.end } = Promise.withResolvers<void>());
  }

  release(): void {
    this.held = undefined;
    this.end();
  }

  override async append(observations: readonly Observation[]): Promise<void> {
    await this.held;
    if (this.isFailing) throw new StoreFault('The disk is full');
    this.kept.push(...observations);
    this.appends.push(observations.length);
  }

  override latest(): Promise<LatestObservation[]> {
    return Promise.resolve(this.newest);
  }

  override series(): Promise<SeriesPoint[]> {
    return Promise.resolve([]);
  }

  override statuses(): Promise<StatusPoint[]> {
    return Promise.resolve([]);
  }

  override prune(): Promise<void> {
    return Promise.resolve();
  }

  override ping(): Promise<void> {
    return this.isFailing ? Promise.reject(new StoreFault('The disk is full')) : Promise.resolve();
  }

  override verify(): Promise<void> {
    return this.ping();
  }

  override restoreFile(): Promise<boolean> {
    return Promise.resolve(false);
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }
}
