import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atTheEnd } from '../cleanup.ts';
import { startPart } from '../parts/part.ts';
import type { Figure } from '../parts/store.ts';
import { row, YARDSTICKS, type Row } from '../report.ts';
import type { Run } from '../run.ts';
import buildStoreThread from '../../specs/build-store-thread.ts';

/** The store is measured from its sources, whose imports name what the compiler would write. */
const FROM_SOURCE = fileURLToPath(new URL('../../../libs/testing/from-source.ts', import.meta.url));

const TITLES: Readonly<Record<string, string>> = {
  resultsPerSecond1Together: 'results per second, one in an append',
  cpuPerResult1Together: 'CPU per result, one in an append, µs',
  resultsPerSecond12Together: 'results per second, 12 in an append',
  cpuPerResult12Together: 'CPU per result, 12 in an append, µs',
  bytesPerCheck: 'bytes of disk per check',
  resultsPerSecond: 'results per second, 50 in an append',
  seriesOfOneTarget: 'a series, ms',
  eventLoopDelayP99: "delay of the console's loop, p99, ms",
  eventLoopDelayMax: "delay of the console's loop, highest, ms",
};

/** Lines for the figures of the store's own benchmark. */
export async function measureStore({ plan, say }: Pick<Run, 'plan' | 'say'>): Promise<Row[]> {
  say(plan.isQuick ? 'the store' : 'the store: a simulated day, and ten million results');
  await buildStoreThread();
  // Where its files go, so that they are gone even when it is interrupted.
  const folder = mkdtempSync(join(tmpdir(), 'envscope-bench-'));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  const store = startPart('store-part.ts', {
    execArgv: ['--import', FROM_SOURCE],
    variables: { TMPDIR: folder },
  });
  const figures = (await store('measure', plan.isQuick)) as Figure[];
  return figures.map(({ name, value, note }) => {
    const yardstick = name === 'bytesPerCheck' ? YARDSTICKS.disk : {};
    return row(`store: ${TITLES[name] ?? name}`, {
      value,
      shown: value.toLocaleString('en'),
      yardstick,
      note,
    });
  });
}
