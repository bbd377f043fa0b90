import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { CheckResult, Observation } from '@envscope/contracts/index.js';
import { LATENCY, type ObservationStore } from '@envscope/store/observation-store.js';
import { openSqliteStores } from '@envscope/store/sqlite/sqlite.stores.js';

/** One measured number; `note` says how it came about. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly note: string;
}

const START_MS = Date.UTC(2026, 9, 2);
const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CHECK_EVERY_MS = 20 * SECOND_MS;
/** Results that come within it share an append. */
const TICK_MS = 250;

/** Measures the embedded store on files of its own. `quick` takes seconds, otherwise minutes. */
export async function benchStore({ quick }: { quick: boolean }): Promise<Figure[]> {
  return [
    ...(await withStore((store) => appendRates(store, quick ? 2_000 : 20_000))),
    ...(await withStore((store, file) => sizes(store, file, quick ? 2 * HOUR_MS : DAY_MS))),
    ...(await withStore((store) => dayOfOneTarget(store, quick ? 1_000_000 : 10_000_000))),
    ...(await withStore((store) => eventLoop(store, quick ? 3 : 20))),
  ];
}

async function withStore(
  measure: (store: ObservationStore, file: string) => Promise<Figure[]>,
): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'envscope-bench-'));
  const file = join(folder, 'envscope.db');
  const { observations: store } = await openSqliteStores(file);
  try {
    return await measure(store, file);
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
}

/** Acknowledged after their commit, one append at a time: each result by itself, then as many as 250 ms bring of 1,000 targets. */
async function appendRates(store: ObservationStore, count: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of [1, 12]) {
    const startedAt = performance.now();
    const cpu = process.cpuUsage();
    for (let first = 0; first < count; first += size) {
      const indices = Array.from({ length: size }, (_, place) => first + place);
      await store.append(indices.map((index) => observation([check(index % 1_000, START_MS + index * 20)])));
    }
    const seconds = (performance.now() - startedAt) / SECOND_MS;
    const { user, system } = process.cpuUsage(cpu);
    const note = `${count} results of 1,000 targets, ${size} in an append`;
    figures.push(
      {
        name: `resultsPerSecond${size}Together`,
        value: Math.round(count / seconds),
        unit: 'results/s',
        note,
      },
      {
        name: `cpuPerResult${size}Together`,
        value: round((user + system) / count),
        unit: 'µs',
        note: `${note}; both threads`,
      },
    );
  }
  return figures;
}

/** 1,000 targets, each checked every 20 s, in the order of time, those of a second in one append. */
async function sizes(store: ObservationStore, file: string, spanMs: number): Promise<Figure[]> {
  const targets = 1_000;
  const everyMs = CHECK_EVERY_MS / targets;
  const perAppend = SECOND_MS / everyMs;
  const checks = (targets * spanMs) / CHECK_EVERY_MS;
  const startedAt = performance.now();
  for (let first = 0; first < checks; first += perAppend) {
    const places = Array.from({ length: perAppend }, (_, place) => first + place);
    await store.append(
      places.map((place) => observation([check(place % targets, START_MS + place * everyMs)])),
    );
  }
  const seconds = (performance.now() - startedAt) / SECOND_MS;
  await store.close();
  const { size } = await stat(file);
  const note = `1,000 targets every 20 s for ${spanMs / HOUR_MS} h, latency, status, 2 measurements; the closed file`;
  return [
    { name: 'bytesPerCheck', value: round(size / checks), unit: 'bytes', note },
    {
      name: 'resultsPerSecond',
      value: Math.round(checks / seconds),
      unit: 'results/s',
      note: `${perAppend} in an append`,
    },
  ];
}

async function dayOfOneTarget(store: ObservationStore, total: number): Promise<Figure[]> {
  const targets = 1_000;
  const hours = Math.ceil(total / targets / (HOUR_MS / CHECK_EVERY_MS));
  for (let hour = 0; hour < hours; hour += 1) await fillHour(store, START_MS + hour * HOUR_MS, targets);
  const spanMs = Math.min(hours * HOUR_MS, DAY_MS);
  const times: number[] = [];
  for (let run = 0; run < 25; run += 1) {
    const startedAt = performance.now();
    const points = await store.series({
      environment: 'dev',
      service: 'endpoints',
      target: `target-${(run * 37) % targets}`,
      measurement: LATENCY,
      fromMs: START_MS,
      toMs: START_MS + spanMs,
      stepMs: 300_000,
    });
    times.push(performance.now() - startedAt);
    if (points.length !== spanMs / 300_000) throw new Error(`Expected every bucket, got ${points.length}`);
  }
  const results = hours * targets * (HOUR_MS / CHECK_EVERY_MS);
  const note = `${spanMs / HOUR_MS} h of one of 1,000 targets in 5-minute buckets, out of ${results} results; median of 25`;
  return [{ name: 'seriesOfOneTarget', value: round(median(times)), unit: 'ms', note }];
}

/** An hour of each target at once: the file is what matters here and not how it came about. */
async function fillHour(store: ObservationStore, fromMs: number, targets: number): Promise<void> {
  const perAppend = 50;
  for (let first = 0; first < targets; first += perAppend) {
    const results: CheckResult[] = [];
    for (let target = first; target < first + perAppend; target += 1) {
      for (let atMs = fromMs; atMs < fromMs + HOUR_MS; atMs += CHECK_EVERY_MS)
        results.push(check(target, atMs));
    }
    await store.append([observation(results)]);
  }
}

/** 200 results a second in 4 appends, beside the same time without any: a busy machine delays an idle loop too. */
async function eventLoop(store: ObservationStore, seconds: number): Promise<Figure[]> {
  const idle = await loopDelay(seconds, () => Promise.resolve());
  const busy = await loopDelay(seconds, (tick) => {
    const targets = Array.from({ length: 50 }, (_, index) => (tick % 20) * 50 + index);
    return store.append(targets.map((target) => observation([check(target, START_MS + tick * TICK_MS)])));
  });
  const note = `time between ticks of a 1 ms timer over ${seconds} s`;
  return [
    {
      name: 'eventLoopDelayP99',
      value: busy.p99,
      unit: 'ms',
      note: `${note} at 200 results/s; ${idle.p99} at rest`,
    },
    {
      name: 'eventLoopDelayMax',
      value: busy.max,
      unit: 'ms',
      note: `${note} at 200 results/s; ${idle.max} at rest`,
    },
  ];
}

async function loopDelay(seconds: number, work: (tick: number) => Promise<void>) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (let tick = 0; tick < (seconds * SECOND_MS) / TICK_MS; tick += 1) {
    const done = work(tick);
    await pause(TICK_MS);
    await done;
  }
  delay.disable();
  return { p99: round(delay.percentile(99) / 1e6), max: round(delay.max / 1e6) };
}

function observation(results: CheckResult[]): Observation {
  const [first] = results;
  const observedAt = first?.checkedAt ?? new Date(START_MS).toISOString();
  return { environment: 'dev', service: 'endpoints', observedAt, covers: 'targets', results, snapshot: null };
}

/** A check whose latency wanders and which fails once in about five hundred. */
function check(target: number, atMs: number): CheckResult {
  const noise = ((target * 7_919 + Math.floor(atMs / SECOND_MS) * 104_729) % 10_007) / 10_007;
  const seen = {
    target: `target-${target}`,
    checkedAt: new Date(atMs + Math.floor(noise * 40)).toISOString(),
    measurements: {
      statusCode: noise < 0.998 ? 200 : 503,
      certificateDaysLeft: 90 - Math.floor((atMs - START_MS) / DAY_MS),
    },
  };
  if (noise < 0.998) return { ...seen, status: 'up', latencyMs: 40 + Math.floor(noise * 300), reason: null };
  const reason = { code: 'unexpected-status', params: { statusCode: 503 } } as const;
  return { ...seen, status: 'down', latencyMs: 20, reason };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
