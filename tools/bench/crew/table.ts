import type { Outcome } from './measure.ts';

/** Redis' commands a second, at the most. */
const MOST_COMMANDS = 200;
const NAMED_COMMANDS = 8;

interface Line {
  readonly what: string;
  readonly of: (outcome: Outcome) => string;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
const megabytes = (mb: number): string => mb.toFixed(0);
/** CPU time as a share of one processor. */
const ofOne = (ms: number, { minutes }: Outcome): string => percent(ms / (minutes * 60_000));

const LINES: readonly Line[] = [
  { what: 'planned checks', of: ({ stored }) => String(stored.planned) },
  {
    what: 'checks asked per planned check',
    of: ({ asked, due }) => (asked / due).toFixed(3),
  },
  { what: '… without a result before the next was due', of: ({ stored }) => String(stored.late) },
  { what: 'results that count twice', of: ({ stored }) => String(stored.doubles) },
  { what: 'results other than up', of: ({ stored }) => String(stored.notUp) },
  { what: 'longest time without a result, s', of: ({ stored }) => seconds(stored.longestGapMs) },
  { what: 'longest time between two requests, s', of: ({ gaps }) => seconds(gaps.highest) },
  { what: 'checks made by the console', of: ({ crew, asked }) => String(crew ? crew.standIns : asked) },
  { what: 'commands of Redis a second', of: (outcome) => (outcome.crew ? commands(outcome).toFixed(1) : '') },
  { what: 'CPU of the console, of one processor', of: (outcome) => ofOne(outcome.consoleCpuMs, outcome) },
  {
    what: '… of both workers, starts included',
    of: (outcome) => (outcome.crew ? ofOne(outcome.crew.cpuMs, outcome) : ''),
  },
  { what: '… of Redis', of: (outcome) => (outcome.crew ? ofOne(outcome.crew.redisCpuMs, outcome) : '') },
  { what: 'resident memory of the console, MB', of: ({ consoleMb }) => megabytes(consoleMb) },
  { what: '… of a worker', of: ({ crew }) => (crew ? megabytes(crew.mb) : '') },
  { what: '… of Redis, by its own account', of: ({ crew }) => (crew ? megabytes(crew.redisMb) : '') },
];

/** A Markdown table, and notes on it. */
export function tableOf({ alone, crew }: { readonly alone: Outcome; readonly crew: Outcome }): string {
  const head = ['measured', 'one console alone', 'a console and two workers'];
  const rows = LINES.map(({ what, of }) => [what, of(alone), of(crew)]);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const calls = [...(crew.crew?.calls ?? [])].toSorted(([, a], [, b]) => b - a).slice(0, NAMED_COMMANDS);
  const notes = [
    `measured for ${alone.minutes.toFixed(1)} and ${crew.minutes.toFixed(1)} minutes; ${crew.crew?.kills ?? 0} kills`,
    `the console's loop was late by ${[alone, crew].map(({ loopDelay }) => loopDelay.p99.toFixed(0)).join(' and ')} ms (p99)`,
    `commands, most frequent first: ${calls.map(([name, count]) => `${name} ${count}`).join(', ')}`,
    ...alone.stored.faults.map((fault) => `alone, ${fault}`),
    ...crew.stored.faults,
  ];
  return [...lines, '', ...notes.map((note) => `- ${note}`)].join('\n');
}

/** What docs/workers.md promises and this run did not keep. Times are no promise: the machine may be busy. */
export function brokenPromises(outcome: Outcome): string[] {
  const { stored } = outcome;
  const broken = [
    [stored.doubles > 0, `${stored.doubles} results count twice`],
    [
      stored.gapsTooLong > 0,
      `${stored.gapsTooLong} times nothing for longer than an interval beyond the plan`,
    ],
    [commands(outcome) >= MOST_COMMANDS, `${commands(outcome).toFixed(0)} commands of Redis a second`],
  ] as const;
  return broken.flatMap(([isBroken, promise]) => (isBroken ? [promise] : []));
}

function commands({ crew, minutes }: Outcome): number {
  const calls = [...(crew?.calls.values() ?? [])].reduce((sum, count) => sum + count, 0);
  return calls / (minutes * 60);
}
