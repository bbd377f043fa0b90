import type { Beat } from '@envscope/contracts/index.js';
import { BEATS_KEPT, type BeatStore } from '@envscope/store/beat-store.js';
import { describe, expect, it } from '@jest/globals';
import { instantAfter } from '../alerts.js';
import { STORY_START_MS as START } from '../observations.js';
import { openForEachTest, type StoresPlace } from './stores-place.js';

const MINUTE_MS = 60_000;

function beatOf(differs: Partial<Beat> = {}): Beat {
  return {
    environment: 'prod',
    job: 'backup',
    kind: 'success',
    at: instantAfter(0),
    run: null,
    exitCode: null,
    log: null,
    ...differs,
  };
}

/** What every adapter of `BeatStore` promises. */
export function describeBeatStore(adapter: string, makePlace: () => Promise<StoresPlace>): void {
  describe(`${adapter} as a store of heartbeats`, () => {
    let store: BeatStore;
    const reopen = openForEachTest(makePlace, (stores) => {
      store = stores.beats;
    });
    const of = (job: string, hasLogs = false) => store.beats({ environment: 'prod', job, hasLogs });

    it("keeps each job's beats in their order, and their logs for whoever asks", async () => {
      const beats = [
        beatOf({ kind: 'start', run: 'r-1' }),
        beatOf({ kind: 'failure', run: 'r-1', exitCode: 3, log: '백업 실패 $set 🚀\n', at: instantAfter(1) }),
        beatOf({ at: instantAfter(1) }),
      ];
      for (const beat of [...beats, beatOf({ job: 'other' }), beatOf({ environment: 'dev' })])
        await store.appendBeat(beat);
      await reopen();
      expect(await of('backup', true)).toEqual(beats);
      expect(await of('backup')).toEqual(beats.map((beat) => ({ ...beat, log: null })));
      expect(await of('nobody')).toEqual([]);
    });

    it('forgets the oldest of a job beyond its limit, and none of another', async () => {
      await store.appendBeat(beatOf({ job: 'other' }));
      const at = Array.from({ length: BEATS_KEPT + 5 }, (_, index) => instantAfter(index));
      for (const each of at) await store.appendBeat(beatOf({ at: each }));
      expect((await of('backup')).map((beat) => beat.at)).toEqual(at.slice(5));
      expect(await of('other')).toHaveLength(1);
    });

    it('knows when nobody listened for too long, and only then', async () => {
      const listen = (afterMs: number) => store.noteListening(START + afterMs, MINUTE_MS);
      await listen(0);
      await listen(MINUTE_MS);
      expect(await store.deafTimes()).toEqual([]);
      await listen(5 * MINUTE_MS);
      await reopen();
      await listen(6 * MINUTE_MS);
      await listen(20 * MINUTE_MS);
      expect(await store.deafTimes()).toEqual([
        { fromMs: START + MINUTE_MS, untilMs: START + 5 * MINUTE_MS },
        { fromMs: START + 6 * MINUTE_MS, untilMs: START + 20 * MINUTE_MS },
      ]);
    });

    it('notes a deaf time once where two consoles come back at the same time', async () => {
      await store.noteListening(START, MINUTE_MS);
      const back = START + 10 * MINUTE_MS;
      await Promise.all([store.noteListening(back, MINUTE_MS), store.noteListening(back, MINUTE_MS)]);
      expect(await store.deafTimes()).toEqual([{ fromMs: START, untilMs: back }]);
    });
  });
}
