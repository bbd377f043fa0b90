import { describe, expect, it } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const LIMIT_MS = 240_000;
const STORY = resolve(import.meta.dirname, 'story.ts');
/** Root needs no namespace of users. */
const NAMESPACES = process.getuid?.() === 0 ? ['-n', '-m'] : ['-n', '-m', '-r'];

const isPossible =
  spawnSync('unshare', [...NAMESPACES, 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' }).status === 0;
if (!isPossible)
  console.warn('Namespaces are not allowed here, or iproute2 is missing: cut connections are skipped.');

interface Facts {
  readonly incidents: readonly string[];
  readonly notifications: readonly string[];
  readonly statuses: Readonly<Record<string, string>>;
  readonly blindSince: string | null;
}

/** What the built console did in a network of its own, which the story takes apart. */
async function play<T>(story: string): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'envscope-names-'));
  const resolvConf = join(folder, 'resolv.conf');
  writeFileSync(resolvConf, 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
  const script = 'mount --bind "$1" "$(readlink -f /etc/resolv.conf)" && shift && exec "$@"';
  const command = ['sh', '-c', script, 'sh', resolvConf, process.execPath, STORY, story];
  try {
    const { stdout } = await promisify(execFile)('unshare', [...NAMESPACES, ...command], {
      timeout: LIMIT_MS,
    });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

(isPossible ? describe : describe.skip)('the built console in a network of its own', () => {
  it.each(['cut off', 'silent'])(
    'is blind while it is %s, notifies once when it sees again, and of what is down then',
    async (story) => {
      const { before, during, after } = await play<{ before: Facts; during: Facts; after: Facts }>(story);
      expect(before).toMatchObject({ incidents: [], notifications: [], blindSince: null });
      expect(during.blindSince).not.toBeNull();
      expect(during.incidents).toEqual([expect.stringMatching(/^@console console (dev|prod) open$/)]);
      // The endpoint inside is up, and not among them.
      expect(during.statuses['endpoints']).toBe('unknown, blog not-observed, shop not-observed');
      expect(during.statuses['redis']).toBe('unknown, default not-observed');
      expect(after.incidents).toEqual([
        expect.stringMatching(/^@console console (dev|prod) resolved$/),
        'dev endpoints blog open',
      ]);
      expect(after.notifications).toEqual([
        'dev: 🔴 Development: blog (Endpoints) down',
        expect.stringMatching(/^dev: 🟢 Development: Monitoring could not reach the network for/),
        expect.stringMatching(/^prod: 🟢 Production: Monitoring could not reach the network for/),
      ]);
      expect(after.statuses).toMatchObject({ redis: 'up', endpoints: expect.stringMatching(/^down, blog /) });
    },
    LIMIT_MS,
  );

  it(
    'notifies of one host that is down, and is not blind',
    async () => {
      expect(await play<Facts>('one down')).toMatchObject({
        incidents: ['dev endpoints blog open'],
        notifications: ['dev: 🔴 Development: blog (Endpoints) down'],
        blindSince: null,
      });
    },
    LIMIT_MS,
  );

  it(
    'is blind from the start on where its name server is dead, until that answers',
    async () => {
      const { during, after } = await play<{ during: Facts; after: Facts }>('dead name server');
      expect(during.incidents).toEqual([expect.stringMatching(/^@console console \w+ open$/)]);
      expect(during.statuses['endpoints']).toBe(
        'unknown, blog not-observed, pay not-observed, shop not-observed',
      );
      expect(after).toMatchObject({ blindSince: null, statuses: { endpoints: 'up', discord: 'up' } });
    },
    LIMIT_MS,
  );
});
