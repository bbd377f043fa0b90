/** From a failing answer to the request at Discord; the same while endpoints hang; incidents; lateness. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Gaps, Notified } from '../parts/world.ts';
import { percentile } from '../statistics.ts';
import type { Measure, Measured } from './measured.ts';
import { latenessOf, read, startSubject, type Subject } from './subject.ts';

const INTERVAL_SECONDS = 20;
const WORLD = { endpoints: 1_000, addresses: 1_000, answerMs: 5 };
const HANGING = 300;
const FAILING_A_ROUND = 10;
/** A check's deadline, and time for what follows. */
const SETTLING_MS = 15_000;
/** How many seconds more are waited for what nobody was notified of yet. */
const LATEST_TRIES = 45;
const ONE_FAILURE = { ALERT_FAILURE_THRESHOLD: '1' };
const UNGROUPED = { ...ONE_FAILURE, ALERT_GROUP_SECONDS: '0' };

interface IncidentPage {
  readonly incidents: readonly { readonly memberCount: number; readonly firstCause: { target: string } }[];
  readonly nextCursor: string | null;
}

const intervals = (count: number): number => count * INTERVAL_SECONDS * 1_000;
const indexesFrom = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => first + index);

/** Ten endpoints fail in each interval, none of them twice. */
async function failByAndBy({ world }: Subject, rounds: number, first: number): Promise<Notified> {
  for (let round = 0; round < rounds; round += 1) {
    const indexes = indexesFrom(0, FAILING_A_ROUND).map((index) => first + index * rounds + round);
    await world('become', { state: 'fails', indexes });
    await pause(intervals(1));
  }
  // The last ones are checked within one more.
  await pause(intervals(1) + SETTLING_MS);
  for (let tries = 0; tries < LATEST_TRIES; tries += 1) {
    const notified = (await world('notified')) as Notified;
    if (notified.length === rounds * FAILING_A_ROUND && !notified.includes(null)) break;
    await pause(1_000);
  }
  return (await world('notified')) as Notified;
}

function notifiedRows(what: string, notified: Notified, expected: number): Measured[] {
  const times = notified.map((ms) => ms ?? Infinity);
  // An endpoint that was not even asked while it failed.
  while (times.length < expected) times.push(Infinity);
  const never = times.filter((ms) => ms === Infinity).length;
  const note = `${expected} endpoints, ten failing in each interval${never > 0 ? `; ${never} of them were never notified of` : ''}`;
  return [
    { what: `${what}, median ms`, value: percentile(times, 0.5), goal: 40, note },
    { what: '… p99', value: percentile(times, 0.99), goal: 150 },
  ];
}

/** A failed check to the request at Discord, 1,000 endpoints every 20 s, one failure is enough, no grouping. */
export const measureAlerts: Measure = async (build, { rounds }, say) => {
  say(`${build.name}: failed check to Discord, ${rounds} intervals`);
  const plan = { world: WORLD, intervalSeconds: INTERVAL_SECONDS, variables: UNGROUPED, notifies: true };
  const subject = await startSubject(build, plan);
  await subject.world('round', intervals(3));
  await pause(intervals(1));
  const notified = await failByAndBy(subject, rounds, 0);
  await subject.stop();
  return notifiedRows('failed check to Discord', notified, rounds * FAILING_A_ROUND);
};

/** The same while 300 of them accept and never answer; and the incidents that there should and should not be. */
export const measureHanging: Measure = async (build, { rounds }, say) => {
  say(`${build.name}: 300 of 1,000 hang, ${rounds} intervals`);
  const plan = { world: WORLD, intervalSeconds: INTERVAL_SECONDS, notifies: true };
  const subject = await startSubject(build, { ...plan, variables: UNGROUPED });
  await subject.world('round', intervals(3));
  await subject.world('become', { state: 'hangs', indexes: indexesFrom(0, HANGING) });
  await pause(intervals(1) + SETTLING_MS);
  await subject.world('mark');
  await subject.loopDelay();
  const notified = await failByAndBy(subject, rounds, HANGING);
  const gaps = (await subject.world('gaps', intervals(1))) as Gaps;
  const delay = await subject.loopDelay();
  const lateness = await latenessOf(subject);
  const failing = rounds * FAILING_A_ROUND;
  const { own, foreign } = await incidentsOf(subject, HANGING, failing);
  await subject.stop();

  say(`${build.name}: the same with the usual grouping`);
  const grouped = await startSubject(build, plan);
  await grouped.world('round', intervals(3));
  await grouped.world('become', { state: 'hangs', indexes: indexesFrom(0, HANGING) });
  // Two failed checks in a row, which came 30 s after each other while checks waited for the last of them.
  await pause(intervals(5) + SETTLING_MS);
  const { own: groups, members } = await incidentsOf(grouped, HANGING, 0);
  await grouped.stop();

  const p99 = Number.isFinite(gaps.p99) ? gaps.p99 : Infinity;
  return [
    ...notifiedRows('… while 300 of 1,000 hang', notified, failing),
    { what: 'incidents of the 300, no grouping', value: own, exactly: HANGING },
    { what: '… of healthy endpoints', value: foreign, goal: 0 },
    { what: 'incidents of the 300, by default', value: groups, exactly: 1, note: `${members} members` },
    { what: 'checks start late, by the console’s account, p99 ms', value: lateness, goal: 250 },
    {
      what: 'gap between checks over the interval, p99 ms',
      value: p99,
      note: `${gaps.count} gaps of those that answer, seen by them, the schedule’s jitter included; median ${gaps.p50.toFixed(0)}, highest ${gaps.highest.toFixed(0)}; the loop was late by ${delay.p99.toFixed(0)} ms (p99), ${delay.highest.toFixed(0)} at the most`,
    },
  ];
};

/** Incidents that are not over: of the first endpoints, which hang, and of those that have nothing. */
async function incidentsOf(subject: Subject, hanging: number, failing: number) {
  const found = { own: 0, foreign: 0, members: 0 };
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: IncidentPage = await read(
      subject,
      `/incidents?service=endpoints&state=unresolved&limit=200${cursor && `&cursor=${cursor}`}`,
    );
    for (const { firstCause, memberCount } of page.incidents) {
      const index = Number(firstCause.target.slice(1));
      if (index < hanging) {
        found.own += 1;
        found.members += memberCount;
      } else if (index >= hanging + failing) found.foreign += 1;
    }
    cursor = page.nextCursor;
  }
  return found;
}
