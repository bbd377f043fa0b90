/** How long a person waits for a page with a thousand rows, in a browser that has never seen it. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { row, skipped, YARDSTICKS, type Row } from '../report.ts';
import type { Run } from '../run.ts';
import { median, spread } from '../statistics.ts';
import { openBrowser, whyNoPages } from './browser.ts';

const PATH = '/environments/dev/services/endpoints';
const ROWS = 1_000;
const LOAD_LIMIT_MS = 120_000;
/** A page is at rest when nothing has kept it busy for as long. */
const CALM_MS = 900;

const whole = (value: number): string => String(Math.round(value));

/** What the page itself saw, in milliseconds since the navigation. */
interface Shown {
  readonly rowsMs: number;
  readonly answerMs: number;
  readonly answerBytes: number;
  readonly atRestMs: number;
  readonly drawn: number;
}

interface Wire {
  bytes: number;
  requests: number;
}

type Load = Shown & Readonly<Wire>;

/** The window of the page under measure. */
interface MeasuredWindow {
  benchShown?: Shown;
}

/** Time and bytes until the page of a service shows its thousand rows. */
export async function measurePage({
  subject,
  plan,
  say,
}: Pick<Run, 'subject' | 'plan' | 'say'>): Promise<Row[]> {
  const what = `time until ${ROWS} rows are shown, ms`;
  const obstacle = whyNoPages();
  if (obstacle) return [skipped(what, obstacle)];
  say(`the page with ${ROWS} rows in a browser, ${plan.pageLoads} times`);
  const loads = await loadRepeatedly(subject.url, plan.pageLoads);
  const of = (pick: (load: Load) => number): number[] => loads.map(pick);
  const rowsMs = of((load) => load.rowsMs);
  const restMs = of((load) => load.atRestMs);
  const kilobytes = of(({ bytes }) => bytes / 1_000);
  const [{ drawn, requests, answerBytes } = { drawn: NaN, requests: NaN, answerBytes: NaN }] = loads;
  const answered = spread(
    of((load) => load.answerMs),
    whole,
  );
  return [
    row(what, {
      value: median(rowsMs),
      shown: spread(rowsMs, whole),
      yardstick: YARDSTICKS.rows,
      note: `cold, from the navigation; the answer with all of them came after ${answered}`,
    }),
    row('… until the page is at rest, ms', {
      value: median(restMs),
      shown: spread(restMs, whole),
      note: `nothing keeps it busy for 50 ms or more; ${drawn} rows are drawn`,
    }),
    row('kB on the wire until then', {
      value: median(kilobytes),
      shown: spread(kilobytes, whole),
      yardstick: YARDSTICKS.wire,
      note: `${requests} requests, heads included; the ${ROWS} rows themselves take ${whole(answerBytes / 1_000)}`,
    }),
  ];
}

async function loadRepeatedly(origin: string, loads: number): Promise<Load[]> {
  const browser = await openBrowser();
  const measured: Load[] = [];
  // The first load warms the browser and not the page's cache: contexts share none.
  for (let load = 0; load <= loads; load += 1) measured.push(await loadOnce(browser, origin));
  await browser.close();
  return measured.slice(1);
}

async function loadOnce(browser: Browser, origin: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 } });
  try {
    const page = await context.newPage();
    const wire = await countBytes(context, page);
    await page.addInitScript(watchPage, { rows: ROWS, path: PATH, calmMs: CALM_MS });
    await page.goto(origin + PATH, { waitUntil: 'commit' });
    const shown = await page.waitForFunction(() => (globalThis as MeasuredWindow).benchShown, undefined, {
      timeout: LOAD_LIMIT_MS,
    });
    return { ...((await shown.jsonValue()) as Shown), ...wire };
  } finally {
    await context.close();
  }
}

/** Counts what crosses the wire: heads and compressed bodies. */
async function countBytes(context: BrowserContext, page: Page): Promise<Wire> {
  const wire: Wire = { bytes: 0, requests: 0 };
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.requestWillBeSent', () => (wire.requests += 1));
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (wire.bytes += encodedDataLength));
  return wire;
}

/**
 * Runs in the page: looks at each frame whether rows are there, then waits until the page lets people do something. A
 * long table may draw only what is seen; then it says how many rows it has, and what counts is that it holds them all.
 */
function watchPage({ rows, path, calmMs }: { rows: number; path: string; calmMs: number }): void {
  let busyUntilMs = 0;
  const tasks = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) busyUntilMs = startTime + duration;
  });
  tasks.observe({ type: 'longtask', buffered: true });
  const shown = { rowsMs: 0, answerMs: 0, answerBytes: 0 };
  const look = (): void => {
    const table = document.querySelector('[aria-rowcount]');
    const drawn = document.querySelectorAll('[role=row][data-status], tbody tr').length;
    const held = Math.max(drawn, Number(table?.getAttribute('aria-rowcount') ?? 0) - 1);
    const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const answer = resources.find(({ name }) => name.endsWith(`/api/internal${path}`));
    if (drawn <= 1 || held < rows || !answer?.responseEnd) {
      requestAnimationFrame(look);
      return;
    }
    // The frame that holds the rows is painted after this call: the next one proves it.
    requestAnimationFrame(() => {
      shown.rowsMs = performance.now();
      shown.answerMs = answer.responseEnd;
      shown.answerBytes = answer.encodedBodySize;
      rest();
    });
  };
  const rest = (): void => {
    const atRestMs = Math.max(busyUntilMs, shown.rowsMs);
    const drawn = document.querySelectorAll('[role=row][data-status], tbody tr').length;
    if (performance.now() > atRestMs + calmMs)
      (globalThis as MeasuredWindow).benchShown = { ...shown, atRestMs, drawn };
    else setTimeout(rest, 100);
  };
  requestAnimationFrame(look);
}
