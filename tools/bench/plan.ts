import { ENGINE_PARTS } from './engine/engine.ts';

export interface Plan {
  readonly isQuick: boolean;
  readonly only: ReadonlySet<string>;
  readonly profileDirectory: string | undefined;
  /** The commit with which the check engine is compared. */
  readonly against: string | undefined;
  readonly intervalSeconds: number;
  readonly warmUpRounds: number;
  readonly steadyRounds: number;
  readonly closingRounds: number;
  readonly openPagesMs: number;
  readonly pageLoads: number;
  readonly hammerMs: number;
  readonly hammerRuns: number;
  readonly pacedMs: number;
  readonly pacedRuns: number;
}

/** How much is measured. Everything is bounded: the parts below add up to about ten minutes, quickly to less than two. */
const FULL = {
  /** The pace of the steady run, as Uptime Kuma was measured. */
  intervalSeconds: 20,
  warmUpRounds: 2,
  steadyRounds: 9,
  closingRounds: 3,
  openPagesMs: 45_000,
  pageLoads: 7,
  hammerMs: 8_000,
  hammerRuns: 3,
  pacedMs: 30_000,
  pacedRuns: 3,
};

/** Rounds follow each other sooner, since a quick run cannot wait for them. */
const QUICK = {
  intervalSeconds: 5,
  warmUpRounds: 1,
  steadyRounds: 4,
  closingRounds: 2,
  openPagesMs: 8_000,
  pageLoads: 3,
  hammerMs: 2_000,
  hammerRuns: 1,
  pacedMs: 8_000,
  pacedRuns: 1,
};

/** What runs where nothing else is said; with a commit to compare with, the parts about the check engine. */
const PARTS = ['checks', 'page', 'api', 'store'];
const ALL_PARTS = [...PARTS, ...Object.keys(ENGINE_PARTS)];

/** Reads `--quick`, `--only <part>,…`, `--against <commit>`, `--minutes <n>` and `--profile <folder>`. Throws on anything else. */
export function readPlan(args: readonly string[]): Plan {
  const rest = [...args];
  const plan = {
    isQuick: false,
    profileDirectory: undefined as string | undefined,
    against: undefined as string | undefined,
  };
  let only: Set<string> | undefined;
  let steadyMinutes: number | undefined;
  for (let flag = rest.shift(); flag !== undefined; flag = rest.shift()) {
    if (flag === '--quick') plan.isQuick = true;
    else if (flag === '--only') only = readParts(rest.shift());
    else if (flag === '--against' && rest[0]) plan.against = rest.shift();
    else if (flag === '--minutes') steadyMinutes = readMinutes(rest.shift());
    else if (flag === '--profile' && rest[0]) plan.profileDirectory = rest.shift();
    else
      throw new Error(
        `${flag}: known are --quick, --only ${ALL_PARTS.join(',')}, --against <commit>, --minutes 30, --profile <folder>`,
      );
  }
  const amounts = plan.isQuick ? QUICK : FULL;
  const steadyRounds = steadyMinutes && Math.ceil((steadyMinutes * 60) / amounts.intervalSeconds);
  only ??= new Set(plan.against === undefined ? PARTS : Object.keys(ENGINE_PARTS));
  return { ...plan, ...amounts, only, steadyRounds: steadyRounds ?? amounts.steadyRounds };
}

function readParts(text = ''): Set<string> {
  const parts = text.split(',');
  if (parts.every((part) => ALL_PARTS.includes(part))) return new Set(parts);
  throw new Error(`--only ${text}: parts are ${ALL_PARTS.join(', ')}`);
}

function readMinutes(text: string | undefined): number {
  const minutes = Number(text);
  if (minutes > 0 && minutes <= 24 * 60) return minutes;
  throw new Error('--minutes: a number of minutes, such as 30');
}
