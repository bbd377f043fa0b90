import { describe, expect, it } from '@jest/globals';
import type { DeliveryState, Incident } from '@envscope/contracts/index.js';
import type { DeliveryQuery, IncidentQuery, IncidentStore } from '@envscope/store/incident-store.js';
import type { LeaseStore } from '@envscope/store/lease-store.js';
import { deliveryOf, idOf, incidentOf, instantAfter } from '../alerts.js';
import { STORY_START_MS as START } from '../observations.js';
import { openForEachTest, type StoresPlace } from './stores-place.js';

const MINUTE_MS = 60_000;
const RESOLVED = instantAfter(10 * MINUTE_MS);
const ODD_NAMES = {
  'a.b': '$set',
  $each: 'ㅎ'.repeat(4_000),
  constructor: 'null',
  '🔑 한글.키': '줄바꿈\n"따옴표" \u0000 \ud83d\ude80',
};
const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);

/** What every adapter of `IncidentStore` promises. */
export function describeIncidentStore(adapter: string, makePlace: () => Promise<StoresPlace>): void {
  describe(`${adapter} as an incident store`, () => {
    let store: IncidentStore;
    let lease: LeaseStore;
    const reopen = openForEachTest(makePlace, (stores) => {
      store = stores.incidents;
      ({ lease } = stores);
    });

    async function keep(...incidents: readonly Incident[]): Promise<void> {
      for (const incident of incidents) {
        expect(await store.saveIncident({ incident, deliveries: [] })).toBe('saved');
      }
    }

    /** Deliveries of the first incident, with ids from 1 on, in the states. */
    async function keepDeliveries(...states: readonly DeliveryState[]): Promise<void> {
      const deliveries = states.map((state, index) => deliveryOf({ id: idOf(index + 1), state }));
      expect(await store.saveIncident({ incident: incidentOf(), deliveries })).toBe('saved');
    }

    describe('saveIncident', () => {
      it('keeps an incident and its deliveries whole, whatever their texts and names hold', async () => {
        const reason = { code: 'refused', params: ODD_NAMES } as const;
        const incident = incidentOf({
          firstCause: { service: 'redis', target: 'a.b$c/한글 🔑', label: null, reason },
          timeline: [
            { kind: 'commented', at: instantAfter(1), by: '민지', note: '확인 중입니다. '.repeat(250) },
          ],
        });
        const attempt = { at: instantAfter(2), verb: 'post', outcome: 'failed', tookMs: 12, reason } as const;
        const delivery = deliveryOf({ attempts: [attempt], attemptCount: 1 });
        await store.saveIncident({ incident, deliveries: [delivery] });
        await reopen();
        expect(await store.incident(incident.id)).toEqual(incident);
        expect(await store.openIncidents()).toEqual([incident]);
        expect(await store.delivery(delivery.id)).toEqual(delivery);
        expect(await store.unsettledDeliveries()).toEqual([delivery]);
        await claim('a', [delivery.id]);
        expect(await store.delivery(delivery.id)).toEqual({
          ...delivery,
          state: 'sending',
          claim: { owner: 'a', since: instantAfter(0), until: instantAfter(MINUTE_MS) },
        });
      });

      it.each(['console', 'workers', 'queue'] as const)(
        "keeps the console's own incident of its %s, which is no environment's",
        async (service) => {
          const own = incidentOf({ environment: '@console', service });
          await keep(own, incidentOf({ id: idOf(2) }));
          expect(await store.openIncidents()).toEqual([own, incidentOf({ id: idOf(2) })]);
          expect(await store.incidents({ environment: 'dev', limit: 9 })).toEqual([
            incidentOf({ id: idOf(2) }),
          ]);
        },
      );

      it('replaces an incident by its next version', async () => {
        await keep(incidentOf(), incidentOf({ version: 2, severity: 'critical' }));
        expect(await store.incident(idOf(1))).toMatchObject({ version: 2, severity: 'critical' });
      });

      it.each([
        { stored: [], version: 2, case: 'that is not there' },
        { stored: [1], version: 1, case: 'that is there already' },
        { stored: [1, 2], version: 2, case: 'that another has changed' },
        { stored: [1], version: 3, case: 'of which a version is missing' },
      ])('keeps nothing of a change of an incident $case', async ({ stored, version }) => {
        await keep(...stored.map((each) => incidentOf({ version: each })));
        const before = await store.incident(idOf(1));
        const incident = incidentOf({ version, severity: 'low' });
        const change = { incident, deliveries: [deliveryOf()] };
        expect(await store.saveIncident(change)).toBe('conflict');
        expect(await store.incident(idOf(1))).toEqual(before);
        expect(await store.unsettledDeliveries()).toEqual([]);
        expect(await store.delivery(idOf(1))).toBeNull();
      });

      it('lets one of two writers have the next version', async () => {
        await keep(incidentOf());
        const deliveries = [1, 2].map((number) => deliveryOf({ id: idOf(number), channel: `c${number}` }));
        const outcomes = await Promise.all(
          deliveries.map((delivery, index) => {
            const incident = incidentOf({ version: 2, channels: [`c${index + 1}`] });
            return store.saveIncident({ incident, deliveries: [delivery] });
          }),
        );
        expect(outcomes.toSorted()).toEqual(['conflict', 'saved']);
        const [winner, ...others] = await store.unsettledDeliveries();
        expect(others).toEqual([]);
        expect((await store.incident(idOf(1)))?.channels).toEqual([winner?.channel]);
      });

      it('takes a repeated write for kept, and leaves what has become of its deliveries', async () => {
        const change = { incident: incidentOf(), deliveries: [deliveryOf()] };
        await store.saveIncident(change);
        await claim('a', [idOf(1)]);
        await store.settleDeliveries('a', [deliveryOf({ state: 'delivered' })]);
        expect(await store.saveIncident(change)).toBe('saved');
        expect(await store.unsettledDeliveries()).toEqual([]);
      });

      it('replaces a delivery that is given again', async () => {
        await keepDeliveries('queued', 'queued');
        expect(ids(await store.unsettledDeliveries())).toEqual([idOf(1), idOf(2)]);
        const sent = deliveryOf({ state: 'delivered', settledAt: instantAfter(5), messageId: '42' });
        const added = deliveryOf({ id: idOf(3), kind: 'changed' });
        await store.saveIncident({ incident: incidentOf({ version: 2 }), deliveries: [sent, added] });
        expect(await store.deliveriesOf([idOf(1)])).toEqual([sent, deliveryOf({ id: idOf(2) }), added]);
      });

      it('replaces a delivery that is given again before anybody has read it', async () => {
        await keepDeliveries('queued', 'queued');
        const sent = deliveryOf({ state: 'delivered', settledAt: instantAfter(5) });
        await store.saveIncident({ incident: incidentOf({ version: 2 }), deliveries: [sent] });
        expect(ids(await store.unsettledDeliveries())).toEqual([idOf(2)]);
        expect(await store.delivery(idOf(1))).toEqual(sent);
      });
    });

    describe('incidents', () => {
      const acknowledgement = { by: 'Minji', note: '', at: instantAfter(1) };
      const rule = { id: 'memory-high', name: 'Memory is high' };

      beforeEach(() =>
        keep(
          incidentOf({ id: idOf(1), resolvedAt: RESOLVED, acknowledgement }),
          incidentOf({ id: idOf(2), openedAt: instantAfter(5 * MINUTE_MS), acknowledgement }),
          incidentOf({ id: idOf(4), openedAt: instantAfter(30 * MINUTE_MS), environment: 'prod' }),
          incidentOf({ id: idOf(3), openedAt: instantAfter(20 * MINUTE_MS), service: 'sentry', rule }),
        ),
      );

      it('lists the open ones, oldest first', async () => {
        expect(ids(await store.openIncidents())).toEqual([idOf(2), idOf(3), idOf(4)]);
      });

      it('finds those that meet every condition, newest first', async () => {
        const stories: { query: Partial<IncidentQuery>; numbers: number[] }[] = [
          { query: {}, numbers: [4, 3, 2, 1] },
          { query: { limit: 2 }, numbers: [4, 3] },
          { query: { limit: 2, before: idOf(3) }, numbers: [2, 1] },
          { query: { before: idOf(1) }, numbers: [] },
          { query: { environment: 'prod' }, numbers: [4] },
          { query: { among: ['prod', 'qa'] }, numbers: [4] },
          { query: { among: ['dev', 'prod'], limit: 2 }, numbers: [4, 3] },
          { query: { among: ['dev'], environment: 'prod' }, numbers: [] },
          { query: { among: [] }, numbers: [] },
          { query: { service: 'redis' }, numbers: [4, 2, 1] },
          { query: { state: 'open' }, numbers: [4, 3] },
          { query: { state: 'acknowledged' }, numbers: [2] },
          { query: { state: 'unresolved' }, numbers: [4, 3, 2] },
          { query: { state: 'resolved' }, numbers: [1] },
          { query: { severity: 'high', environment: 'dev', state: 'open' }, numbers: [3] },
          { query: { severity: 'low' }, numbers: [] },
          { query: { ruleId: 'memory-high' }, numbers: [3] },
          { query: { fromMs: START + 10 * MINUTE_MS }, numbers: [4, 3, 2, 1] },
          { query: { fromMs: START + 10 * MINUTE_MS + 1 }, numbers: [4, 3, 2] },
          { query: { toMs: START + 20 * MINUTE_MS }, numbers: [2, 1] },
          { query: { toMs: START + 20 * MINUTE_MS + 1 }, numbers: [3, 2, 1] },
        ];
        for (const { query, numbers } of stories) {
          const found = ids(await store.incidents({ limit: 10, ...query }));
          expect({ query, found }).toEqual({ query, found: numbers.map(idOf) });
        }
      });

      it('counts those that are not resolved', async () => {
        expect(await store.countUnresolved()).toEqual({ open: 2, acknowledged: 1 });
        expect(await store.countUnresolved(['prod'])).toEqual({ open: 1, acknowledged: 0 });
        expect(await store.countUnresolved([])).toEqual({ open: 0, acknowledged: 0 });
      });

      it('is null for an incident that never was', async () => {
        expect(await store.incident(idOf(9))).toBeNull();
      });

      it('finds what an incident has become, not what it was', async () => {
        await keep(incidentOf({ id: idOf(4), version: 2, environment: 'prod', resolvedAt: RESOLVED }));
        expect(ids(await store.openIncidents())).toEqual([idOf(2), idOf(3)]);
        expect(ids(await store.incidents({ state: 'resolved', limit: 10 }))).toEqual([idOf(4), idOf(1)]);
        expect(await store.countUnresolved()).toEqual({ open: 1, acknowledged: 1 });
      });

      it('counts for each rule how often it fired, what fires, and when last', async () => {
        const evicting = { id: 'evicting', name: 'Evicting' };
        await keep(
          incidentOf({ id: idOf(5), rule, openedAt: instantAfter(1), resolvedAt: RESOLVED }),
          incidentOf({ id: idOf(6), rule, openedAt: instantAfter(40 * MINUTE_MS), resolvedAt: RESOLVED }),
          incidentOf({ id: idOf(7), rule: evicting, openedAt: instantAfter(2), resolvedAt: RESOLVED }),
        );
        const firings = await store.firings(START + 20 * MINUTE_MS);
        expect(firings.toSorted((a, b) => (a.ruleId < b.ruleId ? -1 : 1))).toEqual([
          { ruleId: 'evicting', count: 0, firing: 0, lastOpenedAt: instantAfter(2) },
          { ruleId: 'memory-high', count: 2, firing: 1, lastOpenedAt: instantAfter(40 * MINUTE_MS) },
        ]);
        expect(await store.firings(START, ['prod'])).toEqual([]);
        expect(await store.firings(START, ['dev'])).toHaveLength(2);
      });
    });

    describe('deliveries', () => {
      it('lists what is unsettled in the order in which it was wanted', async () => {
        await keepDeliveries('delivered', 'queued', 'dead', 'merged');
        const changed = deliveryOf({ id: idOf(6), kind: 'changed' });
        const resolved = deliveryOf({ id: idOf(7), kind: 'resolved' });
        await store.saveIncident({ incident: incidentOf({ version: 2 }), deliveries: [resolved, changed] });
        const early = deliveryOf({ id: idOf(5), incidentId: idOf(2) });
        await store.saveIncident({ incident: incidentOf({ id: idOf(2) }), deliveries: [early] });
        await claim('a', [idOf(6)]);
        expect(ids(await store.unsettledDeliveries())).toEqual([2, 5, 6, 7].map(idOf));
      });

      it('finds those that meet every condition, newest first', async () => {
        const stories: { query: Partial<DeliveryQuery>; numbers: number[] }[] = [
          { query: {}, numbers: [5, 4, 3, 2, 1] },
          { query: { limit: 2 }, numbers: [5, 4] },
          { query: { limit: 2, before: idOf(4) }, numbers: [3, 2] },
          { query: { state: 'queued' }, numbers: [5, 2] },
          { query: { environment: 'prod' }, numbers: [5, 4] },
          { query: { among: ['prod', 'qa'] }, numbers: [5, 4] },
          { query: { among: ['dev'], environment: 'prod' }, numbers: [] },
          { query: { among: [] }, numbers: [] },
          { query: { channel: 'prod.webhook' }, numbers: [4] },
          { query: { incidentId: idOf(1) }, numbers: [3, 2, 1] },
          { query: { incidentId: idOf(1), state: 'dead' }, numbers: [3] },
        ];
        await keepDeliveries('delivered', 'queued', 'dead');
        const prod = { environment: 'prod', incidentId: idOf(2) };
        const incident = incidentOf({ id: idOf(2), environment: 'prod' });
        const webhook = deliveryOf({ ...prod, id: idOf(4), channel: 'prod.webhook', state: 'delivered' });
        await store.saveIncident({ incident, deliveries: [deliveryOf({ ...prod, id: idOf(5) }), webhook] });
        for (const { query, numbers } of stories) {
          const found = ids(await store.deliveries({ limit: 10, ...query }));
          expect({ query, found }).toEqual({ query, found: numbers.map(idOf) });
        }
      });

      it('lists those of some incidents, in order', async () => {
        for (const number of [3, 1, 2]) {
          const deliveries = [deliveryOf({ id: idOf(number), incidentId: idOf(number) })];
          await store.saveIncident({ incident: incidentOf({ id: idOf(number) }), deliveries });
        }
        expect(ids(await store.deliveriesOf([idOf(3), idOf(1), idOf(9)]))).toEqual([idOf(1), idOf(3)]);
        expect(await store.deliveriesOf([])).toEqual([]);
      });

      it('counts what waits and what was given up, and says when each channel last took one', async () => {
        const deliveries = [
          deliveryOf({ id: idOf(1), state: 'delivered', settledAt: instantAfter(3) }),
          deliveryOf({ id: idOf(2), state: 'delivered', settledAt: instantAfter(2) }),
          deliveryOf({ id: idOf(3), state: 'dead', settledAt: instantAfter(4) }),
          deliveryOf({ id: idOf(4) }),
          deliveryOf({ id: idOf(5) }),
          deliveryOf({ id: idOf(6), channel: 'dev.webhook' }),
        ];
        await store.saveIncident({ incident: incidentOf(), deliveries });
        await claim('a', [idOf(4)]);
        const counts = await store.countDeliveries();
        expect(counts.toSorted((a, b) => (a.channel < b.channel ? -1 : 1))).toEqual([
          { channel: 'dev.discord', waiting: 2, dead: 1, lastDeliveredAt: instantAfter(3) },
          { channel: 'dev.webhook', waiting: 1, dead: 0, lastDeliveredAt: null },
        ]);
      });
    });

    function claim(owner: string, claimed: readonly string[], nowMs = START): Promise<string[]> {
      return store.claimDeliveries(claimed, { owner, untilMs: nowMs + MINUTE_MS, nowMs });
    }

    describe('claims', () => {
      it('marks what waits as being sent, and offers it to nobody else until the claim is over', async () => {
        await keepDeliveries('queued', 'queued', 'delivered', 'dead', 'merged');
        expect(await claim('a', [1, 2, 3, 4, 5, 9].map(idOf))).toEqual([idOf(1), idOf(2)]);
        expect(await store.delivery(idOf(1))).toEqual(
          deliveryOf({
            state: 'sending',
            claim: { owner: 'a', since: instantAfter(0), until: instantAfter(MINUTE_MS) },
          }),
        );
        expect(await claim('b', [idOf(1), idOf(2)], START + MINUTE_MS - 1)).toEqual([]);
        expect(await claim('b', [idOf(1)], START + MINUTE_MS)).toEqual([idOf(1)]);
        expect(await store.delivery(idOf(1))).toMatchObject({ claim: { owner: 'b' } });
      });

      it('takes a claim from before the clock was set back for over', async () => {
        await keepDeliveries('queued', 'queued');
        await claim('a', [idOf(1), idOf(2)]);
        expect(await claim('b', [idOf(1)], START - MINUTE_MS)).toEqual([]);
        expect(await claim('b', [idOf(1)], START - MINUTE_MS - 1)).toEqual([idOf(1)]);
        expect(await claim('b', [idOf(2)], START - 60 * MINUTE_MS)).toEqual([idOf(2)]);
      });

      it('lengthens a claim of the owner', async () => {
        await keepDeliveries('queued');
        await claim('a', [idOf(1)]);
        expect(await claim('a', [idOf(1)], START + 1_000)).toEqual([idOf(1)]);
        expect(await claim('b', [idOf(1)], START + MINUTE_MS)).toEqual([]);
      });

      it('claims nothing where nothing is asked for', async () => {
        expect(await claim('a', [])).toEqual([]);
      });

      it('gives each delivery to one of two claimers', async () => {
        await keepDeliveries('queued', 'queued', 'queued');
        const all = [1, 2, 3].map(idOf);
        const won = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => claim(owner, all)));
        expect(won.flat().toSorted()).toEqual(all);
      });

      it('settles what the owner holds, even if nobody took over in time', async () => {
        await keepDeliveries('queued', 'queued', 'queued');
        await claim('a', [idOf(1)]);
        await claim('b', [idOf(2)]);
        const settled = [1, 2, 3, 9].map((number) =>
          deliveryOf({ id: idOf(number), state: 'delivered', settledAt: instantAfter(5), messageId: '42' }),
        );
        expect(await store.settleDeliveries('a', settled)).toEqual([idOf(1)]);
        expect(await store.delivery(idOf(1))).toEqual(settled[0]);
        expect(await store.delivery(idOf(2))).toMatchObject({ state: 'sending', claim: { owner: 'b' } });
        expect(await store.delivery(idOf(3))).toEqual(deliveryOf({ id: idOf(3) }));
        expect(await store.delivery(idOf(9))).toBeNull();
        expect(await store.settleDeliveries('a', [])).toEqual([]);
      });

      it('leaves a delivery that another has claimed since', async () => {
        await keepDeliveries('queued');
        await claim('a', [idOf(1)]);
        await claim('b', [idOf(1)], START + MINUTE_MS);
        expect(await store.settleDeliveries('a', [deliveryOf({ state: 'dead' })])).toEqual([]);
        expect(await store.settleDeliveries('b', [deliveryOf({ state: 'queued' })])).toEqual([idOf(1)]);
        expect(await store.unsettledDeliveries()).toEqual([deliveryOf()]);
      });
    });

    describe('replayDeliveries', () => {
      beforeEach(async () => {
        const dead = {
          state: 'dead',
          settledAt: instantAfter(5),
          deathCause: 'too-old',
          attemptCount: 3,
        } as const;
        const prod = { environment: 'prod', incidentId: idOf(2) };
        const dev = [1, 2].map((number) => deliveryOf({ ...dead, id: idOf(number) }));
        const sent = deliveryOf({ id: idOf(3), state: 'delivered' });
        await store.saveIncident({ incident: incidentOf(), deliveries: [...dev, sent] });
        const deliveries = [deliveryOf({ ...dead, ...prod, id: idOf(4) })];
        await store.saveIncident({ incident: incidentOf({ id: idOf(2) }), deliveries });
      });

      it('puts a dead delivery back into its queue, with the attempts that it had', async () => {
        expect(await store.replayDeliveries({ ids: [idOf(1), idOf(3), idOf(9)] }, START + MINUTE_MS)).toBe(1);
        expect(await store.unsettledDeliveries()).toEqual([
          deliveryOf({ queuedAt: instantAfter(MINUTE_MS), attemptCount: 3 }),
        ]);
        expect(await claim('a', [idOf(1)])).toEqual([idOf(1)]);
      });

      it.each([
        { which: {}, numbers: [1, 2, 4] },
        { which: { environment: 'dev' }, numbers: [1, 2] },
        { which: { environment: 'prod', ids: [idOf(1), idOf(4)] }, numbers: [4] },
        { which: { ids: [] }, numbers: [] },
      ])('puts back $numbers for $which', async ({ which, numbers }) => {
        expect(await store.replayDeliveries(which, START)).toBe(numbers.length);
        expect(ids(await store.unsettledDeliveries())).toEqual(numbers.map(idOf));
      });
    });

    describe('dismissDeliveries', () => {
      const dead = { state: 'dead', settledAt: instantAfter(5), deathCause: 'refused' } as const;
      const deadOf = async (state: DeliveryState) => ids(await store.deliveries({ state, limit: 10 }));
      beforeEach(async () => {
        const dev = [1, 2].map((number) => deliveryOf({ ...dead, id: idOf(number) }));
        const sent = deliveryOf({ id: idOf(3), state: 'delivered' });
        await store.saveIncident({ incident: incidentOf(), deliveries: [...dev, sent] });
        const inProd = deliveryOf({ ...dead, id: idOf(4), environment: 'prod', incidentId: idOf(2) });
        await store.saveIncident({ incident: incidentOf({ id: idOf(2) }), deliveries: [inProd] });
      });

      it('keeps who dismissed a dead delivery, which counts no more and is not sent again', async () => {
        expect(await store.dismissDeliveries({ ids: [idOf(1), idOf(3), idOf(9)] }, 'Minji')).toBe(1);
        expect(await store.delivery(idOf(1))).toEqual(
          deliveryOf({ ...dead, id: idOf(1), state: 'dismissed', dismissedBy: 'Minji' }),
        );
        expect([await deadOf('dead'), await deadOf('dismissed')]).toEqual([[idOf(4), idOf(2)], [idOf(1)]]);
        const counts = await store.countDeliveries();
        expect(counts.reduce((sum, { dead: count }) => sum + count, 0)).toBe(2);
        expect(await store.dismissDeliveries({ ids: [idOf(1)] }, 'Joon')).toBe(0);
        expect(await store.replayDeliveries({ ids: [idOf(1)] }, START)).toBe(0);
      });

      it.each([
        { which: {}, numbers: [4, 2, 1] },
        { which: { environment: 'prod' }, numbers: [4] },
        { which: { ids: [] }, numbers: [] },
      ])('dismisses $numbers for $which', async ({ which, numbers }) => {
        expect(await store.dismissDeliveries(which, 'Minji')).toBe(numbers.length);
        expect(await deadOf('dismissed')).toEqual(numbers.map(idOf));
      });
    });

    it('forgets what was resolved before the moment, unless something of it is still to be delivered', async () => {
      const old = { resolvedAt: instantAfter(MINUTE_MS) };
      const deliveriesIn = (number: number, state: DeliveryState) => [
        deliveryOf({ id: idOf(number), incidentId: idOf(number), state }),
      ];
      const changes = [
        { incident: incidentOf({ id: idOf(1), ...old }), deliveries: deliveriesIn(1, 'delivered') },
        { incident: incidentOf({ id: idOf(2), ...old }), deliveries: deliveriesIn(2, 'queued') },
        { incident: incidentOf({ id: idOf(3), ...old }), deliveries: deliveriesIn(3, 'sending') },
        { incident: incidentOf({ id: idOf(4), ...old }), deliveries: deliveriesIn(4, 'dead') },
        {
          incident: incidentOf({ id: idOf(5), resolvedAt: RESOLVED }),
          deliveries: deliveriesIn(5, 'delivered'),
        },
        { incident: incidentOf({ id: idOf(6) }), deliveries: deliveriesIn(6, 'delivered') },
      ];
      for (const change of changes) await store.saveIncident(change);
      await store.pruneIncidents(START + 10 * MINUTE_MS);
      const kept = [6, 5, 3, 2].map(idOf);
      expect(ids(await store.incidents({ limit: 10 }))).toEqual(kept);
      expect(ids(await store.deliveries({ limit: 10 }))).toEqual(kept);
    });

    it('gives nothing to a leader of an earlier term, neither new incidents, nor changes, nor deliveries', async () => {
      const { isShared } = lease;
      const leaseOf = (owner: string, nowMs: number) =>
        lease.holdLease({ owner, untilMs: nowMs + MINUTE_MS, nowMs });
      const { term: old } = await leaseOf('a', START);
      const open = incidentOf();
      expect(await store.saveIncident({ incident: open, deliveries: [deliveryOf()] }, old)).toBe('saved');
      const { term } = await leaseOf('b', START + MINUTE_MS);
      await store.beginTerm(term);
      const outdated = isShared ? 'outdated' : 'saved';
      const added = incidentOf({ id: idOf(2) });
      expect(await store.saveIncident({ incident: added, deliveries: [] }, old)).toBe(outdated);
      const changed = incidentOf({ version: 2 });
      expect(await store.saveIncident({ incident: changed, deliveries: [] }, old)).toBe(outdated);
      const claimed = { owner: 'a', nowMs: START, untilMs: START + MINUTE_MS, term: old };
      expect(await store.claimDeliveries([idOf(1)], claimed)).toEqual(isShared ? [] : [idOf(1)]);
      if (!isShared) return;
      const ours = incidentOf({ version: 2, severity: 'critical' });
      const wanted = deliveryOf({ id: idOf(2) });
      expect(await store.saveIncident({ incident: ours, deliveries: [wanted] }, term)).toBe('saved');
      expect(await store.claimDeliveries([idOf(1), idOf(2)], claimed)).toEqual([]);
      expect(await store.claimDeliveries([idOf(1), idOf(2)], { ...claimed, owner: 'b', term })).toEqual([
        idOf(1),
        idOf(2),
      ]);
      expect(ids(await store.openIncidents())).toEqual([idOf(1)]);
      expect(await store.saveIncident({ incident: incidentOf({ version: 3 }), deliveries: [] })).toBe(
        'saved',
      );
    });
  });
}
