/** The check engine's measures, of this build and, where one is asked for, of an earlier one in the same run. */
import { measureAlerts, measureHanging } from './alerts.ts';
import { buildOf, presentBuild, type Build } from './build.ts';
import { measureCpu, measureLatency, measureMany, measureMemory } from './costs.ts';
import { FULL_ENGINE, QUICK_ENGINE, type Measure, type Measured } from './measured.ts';
import { measureSignIn } from './sign-in.ts';

export const ENGINE_PARTS: Readonly<Record<string, Measure>> = {
  alerts: measureAlerts,
  hanging: measureHanging,
  latency: measureLatency,
  cpu: measureCpu,
  memory: measureMemory,
  'sign-in': measureSignIn,
  many: measureMany,
};

export interface EnginePlan {
  readonly only: ReadonlySet<string>;
  readonly isQuick: boolean;
  /** A commit. */
  readonly against: string | undefined;
}

/** Measures part by part, both builds one after the other, so that they meet the same machine. Answers a Markdown table. */
export async function measureEngine(plan: EnginePlan, say: (what: string) => void): Promise<string> {
  const builds = [presentBuild(), ...(plan.against === undefined ? [] : [buildOf(plan.against)])];
  const amounts = plan.isQuick ? QUICK_ENGINE : FULL_ENGINE;
  const lines: string[][] = [['measured', ...builds.map(({ name }) => name), 'ratio', 'goal', '']];
  const notes: string[] = [];
  for (const [part, measure] of Object.entries(ENGINE_PARTS)) {
    if (!plan.only.has(part)) continue;
    const measured: Measured[][] = [];
    for (const build of builds) measured.push(await measure(build, amounts, say));
    (measured[0] ?? []).forEach((present, index) => {
      const other = measured[1]?.[index];
      lines.push(lineOf(present, other));
      notes.push(...notesOf(present, other, builds));
    });
  }
  const [head = [], ...rows] = lines;
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .concat('', notes)
    .join('\n');
}

function lineOf(present: Measured, other: Measured | undefined): string[] {
  const ratio = other && present.value / other.value;
  const shown = [present, ...(other ? [other] : [])].map(({ value }) => figure(value));
  return [present.what, ...shown, ratio === undefined ? '' : figure(ratio), ...rating(present, ratio)];
}

function rating({ value, goal, exactly, goalRatio }: Measured, ratio: number | undefined): string[] {
  const said = (text: string, isMet: boolean): string[] => [text, isMet ? 'met' : 'missed'];
  if (goal !== undefined) return said(`≤ ${goal}`, value <= goal);
  if (exactly !== undefined) return said(`= ${exactly}`, value === exactly);
  if (goalRatio !== undefined && ratio !== undefined) return said(`≤ ${goalRatio}×`, ratio <= goalRatio);
  return ['', ''];
}

function notesOf(present: Measured, other: Measured | undefined, builds: readonly Build[]): string[] {
  return [present, other].flatMap((measured, index) =>
    measured?.note ? [`- ${measured.what}, ${builds[index]?.name}: ${measured.note}`] : [],
  );
}

function figure(value: number): string {
  if (value === Infinity) return 'never';
  if (Number.isNaN(value)) return '–';
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(2)));
}
