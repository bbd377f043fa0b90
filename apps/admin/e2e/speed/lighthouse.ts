/**
 * Lighthouse's mobile performance of the built console's main pages, and after how long each is useful, as a table for
 * docs/benchmarks.md: a slow phone on slow 4G. Lighthouse is no dependency of this repository, since it brings more than the console itself: npm fetches this version
 * when it is run.
 */
import { chromium as launcher } from '@playwright/test';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { startStage } from '../stage/stage.ts';
import { shownAfterMs } from './usefulness.ts';
import { buildIfChanged } from '../../../../tools/build.ts';
import { median, spread } from '../../../../tools/bench/statistics.ts';

const LIGHTHOUSE = 'lighthouse@13.5.0';

/** What people open a page for: how something stands. The server says it in the page itself, `shows` finds where the page's scripts do. */
const PAGES = [
  { name: 'overview', path: '/', goal: 95, shows: 'app-state-matrix [data-status]' },
  { name: 'environment', path: '/environments/dev', goal: 90, shows: 'app-service-card app-status-badge' },
  {
    name: 'service',
    path: '/environments/dev/services/redis',
    goal: 90,
    shows: 'app-service-page app-status-badge',
  },
  {
    name: 'incidents',
    path: '/incidents',
    goal: 90,
    shows: 'app-incident-section app-paged-frame > :not(app-problem-notice, [aria-busy])',
  },
];
const GLANCE = '.glance [data-status]';
/** After so long a page is useful. */
const USEFUL_GOAL_MS = 2_000;

/** What Lighthouse answers where the browser's recording lacks the page's beginning: nothing that the page did. */
const UNRECORDED = 'NO_NAVSTART';

/** The part of a report that is read here. */
interface Report {
  /** How fast the machine was, as Lighthouse counts it: tables of several machines are compared by it. */
  readonly environment: { readonly benchmarkIndex: number };
  readonly runtimeError?: { readonly code: string };
  readonly categories: { readonly performance: { readonly score: number } };
  readonly audits: Readonly<
    Record<
      string,
      { readonly numericValue?: number; readonly details?: { readonly items?: readonly unknown[] } }
    >
  >;
}

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const runs = Number(options.runs);

buildIfChanged();
const chromium = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && existsSync(path),
);
if (chromium === undefined) throw new Error('Chromium is needed: install it, or name its file in CHROMIUM.');

const folder = mkdtempSync(join(tmpdir(), 'envscope-lighthouse-'));
const stage = await startStage({ port: 3991, sandboxPort: 4650 });
const browser = await launcher.launch({ executablePath: chromium, args: ['--no-sandbox'] });
const speeds: number[] = [];
try {
  console.log(
    '| page | useful, ms | goal | drawn by its scripts, ms | performance | goal | first paint, ms | largest paint, ms | blocked, ms | layout shift | requests |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|---|---|');
  for (const { name, path, goal, shows } of PAGES) {
    const reports: Report[] = [];
    const useful: number[] = [];
    const drawn: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      reports.push(await audit(`${stage.url}${path}`));
      const shown = await shownAfterMs(browser, `${stage.url}${path}`, {
        useful: `${GLANCE}, ${shows}`,
        drawn: shows,
      });
      useful.push(Math.round(shown.useful));
      drawn.push(Math.round(shown.drawn));
    }
    speeds.push(...reports.map(({ environment }) => environment.benchmarkIndex));
    const scores = reports.map(({ categories }) => Math.round(categories.performance.score * 100));
    const figure = (id: string) => median(reports.map(({ audits }) => audits[id]?.numericValue ?? NaN));
    const requests = median(
      reports.map(({ audits }) => audits['network-requests']?.details?.items?.length ?? NaN),
    );
    const cells = [
      name,
      spread(useful, String),
      `≤ ${USEFUL_GOAL_MS}, ${outcome(median(useful) <= USEFUL_GOAL_MS)}`,
      spread(drawn, String),
      spread(scores, String),
      `≥ ${goal}, ${outcome(median(scores) >= goal)}`,
      ...['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time'].map((id) =>
        figure(id).toFixed(0),
      ),
      figure('cumulative-layout-shift').toFixed(3),
      requests,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  const load = loadavg().map((value) => value.toFixed(1));
  console.log(
    `\n${runs} runs a page, ${cpus().length} processors, load ${load.join(', ')}, ` +
      `Lighthouse's benchmark of the machine ${spread(speeds, (value) => value.toFixed(0))}, Node ${process.version}.`,
  );
} finally {
  await browser.close();
  await stage.stop();
  rmSync(folder, { recursive: true });
}

function outcome(isMet: boolean): string {
  return isMet ? 'met' : 'missed';
}

/** Once more where the browser has not recorded how the page began. */
async function audit(url: string): Promise<Report> {
  try {
    return await auditOnce(url);
  } catch (error) {
    if (!String(error).includes(UNRECORDED)) throw error;
    console.error(`${url} was not recorded (${UNRECORDED}): tried again.`);
    return auditOnce(url);
  }
}

async function auditOnce(url: string): Promise<Report> {
  const file = join(folder, 'report.json');
  const flags = '--headless=new --no-sandbox --disable-gpu';
  await promisify(execFile)(
    'npm',
    [
      ...['exec', '--yes', `--package=${LIGHTHOUSE}`, '--', 'lighthouse', url],
      ...['--only-categories=performance', '--output=json', `--output-path=${file}`],
      ...['--quiet', '--no-enable-error-reporting', `--chrome-flags=${flags}`],
    ],
    { cwd: folder, env: { ...process.env, CHROME_PATH: chromium }, maxBuffer: 1 << 24 },
  );
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  if (report.runtimeError) throw new Error(`Lighthouse: ${report.runtimeError.code}`);
  return report;
}
