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
  toldWhenCalm: { goal: 11 },
  faults: { goal: 0 },
};

/**
 * One line of the report. `value` is the number that is compared, `shown` the text that people read, `note` what they
 * should know beside it.
 */
export function row(what, { value, shown, yardstick = {}, note = '' }) {
  const { kuma, kumaShown, goal } = yardstick;
  const factor = kuma === undefined || value === 0 ? undefined : kuma / value;
  return {
    what,
    shown,
    kuma: kumaShown ?? (kuma === undefined ? '' : String(kuma)),
    factor: factor === undefined ? '' : `${factor.toFixed(factor < 10 ? 1 : 0)}×`,
    goal: goal === undefined ? '' : `≤ ${goal}`,
    verdict: goal === undefined ? '' : value <= goal ? 'met' : 'missed',
    note,
  };
}

/** A line for what could not be measured here, and why. */
export function skipped(what, why) {
  return { what, shown: 'not measured', kuma: '', factor: '', goal: '', verdict: '', note: why };
}

const HEADS = {
  what: 'measured',
  shown: 'Envscope',
  kuma: 'Uptime Kuma',
  factor: 'less by',
  goal: 'goal',
  verdict: '',
};

/** A Markdown table whose columns line up in a terminal too, and the notes on its lines. */
export function report(rows) {
  const columns = Object.keys(HEADS);
  const widths = columns.map((column) => Math.max(3, ...[HEADS, ...rows].map((line) => line[column].length)));
  const line = (cells) => `| ${cells.map((cell, index) => cell.padEnd(widths[index])).join(' | ')} |`;
  const cellsOf = (from) => columns.map((column) => from[column]);
  const rule = line(widths.map((width) => '-'.repeat(width)));
  const notes = rows.filter(({ note }) => note).map(({ what, note }) => `- ${what}: ${note}`);
  return [line(cellsOf(HEADS)), rule, ...rows.map((each) => line(cellsOf(each))), '', ...notes].join('\n');
}
