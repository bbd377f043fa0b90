/** What a figure is compared with. */
export interface Yardstick {
  readonly kuma?: number;
  readonly kumaShown?: string;
  readonly goal?: number;
}

/** Our goals, and what Uptime Kuma 2.5.3 takes for 1,000 monitors every 20 s. */
export const YARDSTICKS = {
  cpu: { kuma: 7.6, goal: 1.5 },
  memory: { kuma: 280, goal: 200 },
  memoryWithPages: { kuma: 540, kumaShown: '540–640', goal: 200 },
  disk: { kuma: 149, goal: 25 },
  rows: { kuma: 57_000, kumaShown: '57000–82000', goal: 1_000 },
  wire: { kuma: 9_000, kumaShown: '9000–12000', goal: 500 },
  bundle: { kuma: 507, goal: 150 },
  busyApi: { goal: 50 },
  lostAtLimits: { kuma: 70, goal: 0 },
  lostInOutage: { kuma: 100, goal: 0 },
  /** The check interval times the threshold, and one second. */
  notifiedWhenCalm: { goal: 11 },
  faults: { goal: 0 },
} as const satisfies Readonly<Record<string, Yardstick>>;

export interface Figure {
  /** The number that is compared. */
  readonly value: number;
  /** The text that people read. */
  readonly shown: string;
  readonly yardstick?: Yardstick;
  /** What they should know beside it. */
  readonly note?: string;
}

type Column = 'what' | 'shown' | 'kuma' | 'factor' | 'goal' | 'targetState';

export type Row = Readonly<Record<Column | 'note', string>>;

/** One line of the report. */
export function row(what: string, { value, shown, yardstick = {}, note = '' }: Figure): Row {
  const { kuma, kumaShown, goal } = yardstick;
  const factor = kuma === undefined || value === 0 ? undefined : kuma / value;
  return {
    what,
    shown,
    kuma: kumaShown ?? (kuma === undefined ? '' : String(kuma)),
    factor: factor === undefined ? '' : `${factor.toFixed(factor < 10 ? 1 : 0)}×`,
    goal: goal === undefined ? '' : `≤ ${goal}`,
    targetState: goal === undefined ? '' : value <= goal ? 'met' : 'missed',
    note,
  };
}

/** A line for what could not be measured here, and why. */
export function skipped(what: string, why: string): Row {
  return { what, shown: 'not measured', kuma: '', factor: '', goal: '', targetState: '', note: why };
}

const HEADS: Readonly<Record<Column, string>> = {
  what: 'measured',
  shown: 'Envscope',
  kuma: 'Uptime Kuma',
  factor: 'less by',
  goal: 'goal',
  targetState: '',
};

/** A Markdown table whose columns line up in a terminal too, and the notes on its lines. */
export function report(rows: readonly Row[]): string {
  const columns = Object.keys(HEADS) as Column[];
  const widths = columns.map((column) => Math.max(3, ...[HEADS, ...rows].map((line) => line[column].length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  const cellsOf = (from: Readonly<Record<Column, string>>): string[] => columns.map((column) => from[column]);
  const rule = line(widths.map((width) => '-'.repeat(width)));
  const notes = rows.filter(({ note }) => note).map(({ what, note }) => `- ${what}: ${note}`);
  return [line(cellsOf(HEADS)), rule, ...rows.map((each) => line(cellsOf(each))), '', ...notes].join('\n');
}
