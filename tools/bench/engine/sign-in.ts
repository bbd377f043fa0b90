/** What sign-in costs in memory: before anybody signs in, and with a signed-in page open. */
import { setTimeout as pause } from 'node:timers/promises';
import { openBrowser, whyNoPages } from '../measures/browser.ts';
import { residentMb } from '../measures/process-figures.ts';
import { median, spread } from '../statistics.ts';
import type { Build } from './build.ts';
import type { Measure } from './measured.ts';
import { startSubject } from './subject.ts';

const SETTLED_MS = 8_000;
/** The link to the set-up, as the console writes it to its log. */
const SET_UP_TOKEN = /\/set-up#([\w.-]+)/;
const OWNER = { name: 'Owner', email: 'owner@example.com', password: 'a long walk along the river' };

const tenths = (value: number): string => value.toFixed(1);

/** Resident memory of consoles that watch nothing: one that lets everybody in, one that does not, and the same with an owner's page open. */
export const measureSignIn: Measure = async (build, { rounds }, say) => {
  say(`${build.name}: memory of sign-in, ${rounds} starts each`);
  const [open, before, after]: number[][] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    open?.push((await memoryOf(build, { letsEverybodyIn: true })).idle);
    const { idle, signedIn } = await memoryOf(build, { letsEverybodyIn: false });
    before?.push(idle);
    after?.push(signedIn);
  }
  const of = (starts: number[] = []) => ({ value: median(starts), note: spread(starts, tenths) });
  const more = (starts: number[] = [], than: number[] = []): number => median(starts) - median(than);
  return [
    { what: 'resident memory, everybody let in, MB', ...of(open) },
    { what: '… before the first sign-in', ...of(before) },
    { what: '… with a signed-in page', ...of(after) },
    // Without a goal: what the code itself takes is in both.
    { what: 'more before the first sign-in, MB', value: more(before, open) },
    { what: '… with a signed-in page', value: more(after, open), goal: 30 },
  ];
};

/** Megabytes; `signedIn` is NaN without a browser, for a build without sign-in, and where everybody is let in. */
async function memoryOf(
  build: Build,
  { letsEverybodyIn }: { readonly letsEverybodyIn: boolean },
): Promise<{ idle: number; signedIn: number }> {
  const variables = { ALLOW_UNAUTHENTICATED: String(letsEverybodyIn) };
  const subject = await startSubject(build, { world: undefined, intervalSeconds: 20, variables });
  const { url, pid } = subject;
  await pause(SETTLED_MS);
  const idle = residentMb(pid);
  const [, token] = SET_UP_TOKEN.exec(subject.output()) ?? [];
  const signedIn =
    token === undefined || whyNoPages() !== undefined ? NaN : await withSignedInPage(url, token, pid);
  await subject.stop();
  return { idle, signedIn };
}

/** Makes the owner, opens the overview and an environment in a browser, and lets the stream run. */
async function withSignedInPage(url: string, token: string, pid: number): Promise<number> {
  const browser = await openBrowser();
  const context = await browser.newContext();
  const headers = { origin: url };
  const made = await context.request.post(`${url}/api/session/set-up`, {
    headers,
    data: { token, ...OWNER },
  });
  if (made.status() !== 201) throw new Error(`The set-up answered ${made.status()}: ${await made.text()}`);
  const page = await context.newPage();
  for (const path of ['/', '/environments/dev']) {
    await page.goto(url + path);
    await page.locator('main:not([aria-busy=true]) h1').waitFor();
  }
  await pause(SETTLED_MS);
  const signedIn = residentMb(pid);
  await browser.close();
  return signedIn;
}
