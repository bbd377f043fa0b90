import type { Beat, DeafTime } from '@envscope/contracts/index.js';
import { BEATS_KEPT, type BeatQuery, type BeatStore } from '@envscope/store/beat-store.js';
import { StoreFault } from '@envscope/store/observation-store.js';

/** The port of heartbeats over memory, whole, that can be made to fail. */
export class FakeBeatStore implements BeatStore {
  isFailing = false;
  private kept: Beat[] = [];
  private deaf: DeafTime[] = [];
  private listenedMs: number | undefined;

  appendBeat(beat: Beat): Promise<void> {
    return this.answer(() => {
      const own = this.kept.filter((each) => isOf(each, beat));
      const surplus = new Set(own.slice(0, Math.max(0, own.length + 1 - BEATS_KEPT)));
      this.kept = [...this.kept.filter((each) => !surplus.has(each)), beat];
    });
  }

  beats(query: BeatQuery): Promise<Beat[]> {
    return this.answer(() =>
      this.kept
        .filter((beat) => isOf(beat, query))
        .map((beat) => ({ ...beat, log: query.hasLogs ? beat.log : null })),
    );
  }

  noteListening(atMs: number, longestMs: number): Promise<void> {
    return this.answer(() => {
      const before = this.listenedMs ?? atMs;
      if (atMs - before > longestMs) this.deaf = [...this.deaf, { fromMs: before, untilMs: atMs }];
      this.listenedMs = Math.max(before, atMs);
    });
  }

  deafTimes(): Promise<DeafTime[]> {
    return this.answer(() => this.deaf);
  }

  private answer<T>(work: () => T): Promise<T> {
    return this.isFailing ? Promise.reject(new StoreFault('made to fail')) : Promise.resolve(work());
  }
}

function isOf(beat: Beat, { environment, job }: Pick<Beat, 'environment' | 'job'>): boolean {
  return beat.environment === environment && beat.job === job;
}
