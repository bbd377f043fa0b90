import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FakedClocks, findFaketime } from './faketime.ts';
import { WatchedConsole } from './watched-console.ts';

const LIMIT_MS = 180_000;
/** Longer than it takes until silence counts: three times the interval of five seconds. */
const STOPPED_MS = 18_000;
/** Some checks at the usual pace. */
const A_WHILE_MS = 5_000;
/** Some runs that last as long as the deadline of ten seconds. */
const SLOW_MS = 32_000;

const library = findFaketime();
if (library === undefined) console.warn('libfaketime is not installed: clocks that are set are skipped.');

describe('the built console', () => {
  let watched: WatchedConsole;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'envscope-faketime-'));
  });
  afterEach(async () => {
    await watched.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Does it, and sees that checks go on, that one can be asked for, and that nobody was notified. */
  async function expectNothingFrom(happen: () => Promise<void> | void, ...lines: string[]): Promise<void> {
    const before = await watched.observedAt();
    const known = lines.map((words) => watched.logged(words).length);
    await happen();
    await watched.until('checks go on', async () => (await watched.observedAt()) !== before);
    await watched.until('a check can be asked for', async () => (await watched.checkNow()) === 202);
    await pause(A_WHILE_MS);
    expect(await watched.incidents()).toEqual([]);
    expect(await watched.stale()).toEqual([]);
    expect(await watched.posted()).toBe(0);
    expect(lines.map((words) => watched.logged(words).length)).toEqual(known.map((count) => count + 1));
    expect(watched.logged('fails')).toEqual([]);
  }

  /** What fails is reported, and that it is over. */
  async function expectAlerts(): Promise<void> {
    await watched.sandbox.put('/app/dev/health', { status: 500 });
    await watched.until('the failure is posted', async () => (await watched.posted()) === 1);
    await watched.sandbox.put('/app/dev/health', { status: 200 });
    await watched.until('its end is posted', async () => (await watched.posted()) === 2);
  }

  it(
    'believes nothing of the time in which it was stopped',
    async () => {
      watched = await WatchedConsole.start();
      await expectNothingFrom(async () => {
        watched.signal('SIGSTOP');
        await pause(STOPPED_MS);
        watched.signal('SIGCONT');
      }, 'This process was stopped for');
      await expectAlerts();
    },
    LIMIT_MS,
  );

  (library === undefined ? it.skip : it)(
    'does not care how the clock is set, forward, back, or slowly',
    async () => {
      const clocks = new FakedClocks(library ?? '', join(folder, 'clock'));
      watched = await WatchedConsole.start(() => clocks.variables(false));
      await expectNothingFrom(() => clocks.show('+3600'), 'The clock went ahead by 3600 s');
      await expectNothingFrom(() => clocks.show('+0'), 'The clock was set back by 3600 s');
      await expectNothingFrom(() => clocks.show('+0 x1.02'));
      expect(watched.logged('The clock').length).toBe(2);
      await expectAlerts();
    },
    LIMIT_MS,
  );

  (library === undefined ? it.skip : it)(
    'takes up where it left off when the machine slept',
    async () => {
      const clocks = new FakedClocks(library ?? '', join(folder, 'clock'));
      watched = await WatchedConsole.start(() => clocks.variables(true));
      await expectNothingFrom(() => clocks.show('+3600'), 'everything is checked anew');
    },
    LIMIT_MS,
  );

  it(
    'lets no neighbour make a healthy endpoint stale',
    async () => {
      const silent = createServer(() => undefined).listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const { port } = silent.address() as { port: number };
      try {
        watched = await WatchedConsole.start(({ http }) => ({
          CHECK_TIMEOUT_SECONDS: '10',
          ENDPOINTS_DEV: `silent=http://127.0.0.1:${port}/,a=${http}/app/dev/health,b=${http}/app/dev/health`,
        }));
        await pause(SLOW_MS);
        const incidents = await watched.incidents();
        expect(incidents.map(({ firstCause }) => firstCause.target)).toEqual(['silent']);
        expect(await watched.stale()).toEqual([]);
      } finally {
        silent.close();
      }
    },
    LIMIT_MS,
  );
});
