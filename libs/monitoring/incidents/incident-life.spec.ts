import { worstStateOf, type Incident, type ServiceKind } from '@envscope/contracts/index.js';
import { changeOf, IncidentPlay } from '@envscope/testing/incident-play.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IncidentOutcome } from './incident-outcome.js';

type Step = (play: IncidentPlay, seconds: number) => readonly IncidentOutcome[];

const services = fc.constantFrom<ServiceKind>('mongodb', 'redis', 'endpoints', 'request-metrics');
const observation: fc.Arbitrary<Step> = fc
  .tuple(
    services,
    fc.option(fc.constantFrom('storage', 'errors'), { nil: null, freq: 4 }),
    fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(...'-~?+_.!=*')), {
      selector: ([target]) => target,
      minLength: 1,
    }),
  )
  .map(([service, rule, targets]) => (play, seconds) => {
    return play.observe(targets.map(([target, sign]) => changeOf(service, target + sign, seconds, { rule })));
  });
const person: fc.Arbitrary<Step> = fc
  .tuple(fc.constantFrom('acknowledge' as const, 'comment' as const, 'resolve' as const), fc.nat(5))
  .map(([deed, which]) => (play) => {
    const numbers = [...play.incidents.values()].flatMap(({ resolvedAt, acknowledgement }, index) =>
      resolvedAt === null && (deed !== 'acknowledge' || acknowledgement === null) ? [index + 1] : [],
    );
    const number = numbers[which % Math.max(1, numbers.length)];
    return number === undefined ? [] : play[deed](number);
  });
const mute: fc.Arbitrary<Step> = fc
  .tuple(fc.constantFrom('silence' as const, 'unsilence' as const), services)
  .map(
    ([deed, service]) =>
      (play) =>
        play[deed](service),
  );
const lives = fc.record({
  groupWindowMs: fc.constantFrom(0, 60_000),
  steps: fc.array(
    fc.tuple(
      fc.nat(200),
      fc.oneof(
        { weight: 6, arbitrary: observation },
        { weight: 1, arbitrary: person },
        { weight: 1, arbitrary: mute },
      ),
    ),
    { maxLength: 60 },
  ),
});

/** Plays any life and shows each outcome, with the incident as it was before it. */
function live(
  { groupWindowMs, steps }: { groupWindowMs: number; steps: [number, Step][] },
  see: (outcome: IncidentOutcome, before: Incident | undefined, play: IncidentPlay) => void,
): void {
  const play = new IncidentPlay(groupWindowMs);
  let seconds = 0;
  for (const [passed, step] of steps) {
    seconds += passed;
    const before = new Map(play.incidents);
    for (const outcome of step(play.at(seconds), seconds))
      see(outcome, before.get(outcome.incident.id), play);
  }
}

const always = (see: Parameters<typeof live>[1]) =>
  fc.assert(
    fc.property(lives, (life) => live(life, see)),
    { numRuns: 500 },
  );

describe('the life of incidents, whatever happens', () => {
  it('has one version after the other, and none after its resolution', () => {
    always(({ incident }, before) => {
      expect(incident.version).toBe((before?.version ?? 0) + 1);
      expect(before?.resolvedAt ?? null).toBeNull();
    });
  });

  it('is as severe as its worst member, was never more severe than its worst, and never loses severity', () => {
    always(({ incident }, before) => {
      const worst = worstStateOf(incident.members.map(({ targetState }) => targetState));
      if (incident.resolution !== 'by-hand') expect(incident.targetState).toBe(worst);
      expect(incident.targetState === 'healthy').toBe(incident.resolvedAt !== null);
      expect(worstStateOf([incident.worst, worst, before?.worst ?? 'healthy'])).toBe(incident.worst);
      const order = ['low', 'medium', 'high', 'critical'];
      expect(order.indexOf(incident.severity)).toBeGreaterThanOrEqual(
        order.indexOf(before?.severity ?? 'low'),
      );
    });
  });

  it('has a target only once among all that is open, for its checks and for each rule', () => {
    always((_, __, play) => {
      const members = play.open.flatMap((incident) => incident.members);
      const names = members.map(({ service, target, ruleId }) => `${service}/${target}/${ruleId}`);
      expect(new Set(names).size).toBe(names.length);
    });
  });

  it('notifies of an opening once, before anything else, and of an end exactly where it notified of an opening', () => {
    const sent = new Map<string, string[]>();
    always(({ incident, notify: kinds }, before) => {
      const sofar = before === undefined ? [] : (sent.get(incident.id) ?? []);
      const all = [...sofar, ...kinds];
      sent.set(incident.id, all);
      expect(all.filter((kind) => kind === 'opened')).toHaveLength(all.length === 0 ? 0 : 1);
      if (all.length > 0) expect(all[0]).toBe('opened');
      const isEndSent = all.includes('resolved');
      expect(isEndSent).toBe(incident.resolvedAt !== null && sofar.length > 0);
    });
  });

  it('notifies of nothing while it is muted, but of the end of what was sent', () => {
    always(({ incident, notify }) => {
      if (incident.mutedBy !== null && incident.resolvedAt === null) expect(notify).toEqual([]);
    });
  });

  it('groups targets of one service alone, but for dependents', () => {
    always(({ incident }) => {
      const strangers = incident.members.filter(({ service }) => service !== incident.service);
      expect(strangers.every(({ isDependent }) => isDependent)).toBe(true);
    });
  });
});
