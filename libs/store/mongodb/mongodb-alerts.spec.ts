import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createConnection, type Connection } from 'mongoose';
import { describeAlertStores } from '@envscope/testing/contracts/alert-stores-contract.js';
import { deliveryOf, idOf, incidentOf, instantAfter } from '@envscope/testing/alerts.js';
import { databaseOf, relayTo, withOption } from '@envscope/testing/servers/mongodb-server.js';
import { STORY_START_MS as START } from '@envscope/testing/observations.js';
import type { IncidentStore } from '../incident-store.js';
import type { LeaseStore } from '../lease-store.js';
import { StoreFault } from '../observation-store.js';
import type { Stores } from '../stores.js';
import { openMongoStores } from './mongodb.stores.js';

const SERVER = process.env['MONGODB_TEST_URI'];
const MINUTE_MS = 60_000;

// The first store makes the indexes, which a server takes its time for.
jest.setTimeout(60_000);

if (SERVER === undefined) {
  console.warn('MONGODB_TEST_URI is not set: the MongoDB store is skipped.');
  describe.skip('MongoDB as an alert store', () => {
    it('needs a server', () => undefined);
  });
} else {
  describe('with a server', () => {
    const database = databaseOf(SERVER);
    let connection: Connection;

    beforeAll(async () => {
      connection = await createConnection(database.url).asPromise();
    });

    afterAll(async () => {
      await connection.close();
      await database.remove();
    });

    describeAlertStores('MongoDB', () =>
      Promise.resolve({ open: () => openMongoStores(database.url), remove: database.empty }),
    );

    describe('several consoles on one database', () => {
      const closing: (() => Promise<void>)[] = [];
      let store: IncidentStore;
      let other: IncidentStore;
      let leases: LeaseStore[];

      async function console(url = database.url): Promise<Stores> {
        const opened = await openMongoStores(url);
        closing.push(() => opened.observations.close());
        return opened;
      }

      beforeEach(async () => {
        const consoles = [await console(), await console()] as const;
        leases = consoles.map(({ lease }) => lease);
        [store, other] = [consoles[0].incidents, consoles[1].incidents];
      });

      afterEach(async () => {
        await Promise.all(closing.splice(0).map((close) => close()));
        await database.empty();
      });

      const claim = (from: IncidentStore, owner: string, ids: readonly string[], nowMs = START) =>
        from.claimDeliveries(ids, { owner, untilMs: nowMs + MINUTE_MS, nowMs });

      it('saves an incident and its deliveries as one document, where another console finds both', async () => {
        const deliveries = [deliveryOf(), deliveryOf({ id: idOf(2) })];
        await store.saveIncident({ incident: incidentOf(), deliveries });
        expect(await connection.collection('incidents').countDocuments()).toBe(1);
        expect(await connection.collection('deliveries').countDocuments()).toBe(0);
        expect(await other.unsettledDeliveries()).toEqual(deliveries);
        const [incident] = await connection.collection('incidents').find().toArray();
        expect(incident).not.toHaveProperty('wanted');
        expect(incident).not.toHaveProperty('hasWanted');
      });

      it('goes on where a console died between moving a delivery and saying so', async () => {
        await store.saveIncident({ incident: incidentOf(), deliveries: [deliveryOf()] });
        const [saved] = await connection.collection('incidents').find().toArray();
        expect(saved).toMatchObject({ hasWanted: true });
        await claim(other, 'b', [idOf(1)]);
        await other.settleDeliveries('b', [deliveryOf({ state: 'delivered', settledAt: instantAfter(1) })]);
        await connection.collection('incidents').updateOne({}, { $set: { ...saved } });
        expect(await store.unsettledDeliveries()).toEqual([]);
        expect(await store.delivery(idOf(1))).toMatchObject({ state: 'delivered' });
      });

      it('moves what was wanted once, however many consoles do it at the same time', async () => {
        for (let number = 1; number <= 20; number += 1) {
          const incident = incidentOf({ id: idOf(number) });
          const deliveries = [deliveryOf({ id: idOf(number), incidentId: idOf(number) })];
          await store.saveIncident({ incident, deliveries });
        }
        const ids = Array.from({ length: 20 }, (_, index) => idOf(index + 1));
        const won = await Promise.all([
          claim(store, 'a', ids),
          claim(other, 'b', ids),
          claim(store, 'c', ids),
          claim(other, 'd', ids),
        ]);
        expect(won.flat().toSorted()).toEqual(ids);
      });

      it('loses none of what is wanted while another console moves', async () => {
        const versions = Array.from({ length: 30 }, (_, index) => index + 1);
        let isOver = false;
        const moving = (async () => {
          while (!isOver) await other.unsettledDeliveries();
        })();
        for (const version of versions) {
          const incident = incidentOf({ version });
          const deliveries = [deliveryOf({ id: idOf(version), kind: 'changed' })];
          expect(await store.saveIncident({ incident, deliveries })).toBe('saved');
        }
        isOver = true;
        await moving;
        expect((await other.unsettledDeliveries()).map(({ id }) => id)).toEqual(versions.map(idOf));
      });

      it('gives the lease to one of two consoles', async () => {
        const lease = (owner: string, nowMs: number) => ({ owner, untilMs: nowMs + MINUTE_MS, nowMs });
        const asked = (owners: readonly string[], nowMs: number) =>
          Promise.all(leases.map((each, index) => each.holdLease(lease(owners[index] ?? '', nowMs))));
        const given = await asked(['a', 'b'], START);
        expect(given[0]).toEqual(given[1]);
        const later = START + MINUTE_MS;
        const taken = await asked(['c', 'd'], later);
        expect(taken[0]).toEqual(taken[1]);
        expect(taken[0]).toMatchObject({
          term: (given[0]?.term ?? 0) + 1,
          owner: expect.stringMatching(/^[cd]$/),
        });
      });

      it('takes the lease from a console of earlier words, which misreads what this one writes', async () => {
        const held = { _id: 'lead', owner: 'old', until: new Date(START + MINUTE_MS), term: 5 };
        const lent = connection.collection<{ _id: string }>('leases');
        await lent.insertOne(held);
        const ask = (owner: string) =>
          leases[0]?.holdLease({ owner, untilMs: START + MINUTE_MS, nowMs: START });
        expect(await ask('new')).toMatchObject({ owner: 'new', term: 6 });
        expect(await ask('other')).toMatchObject({ owner: 'new', term: 6 });
        // As an earlier console takes it once it is over.
        await lent.updateOne({ _id: 'lead' }, { $set: { owner: 'old' }, $inc: { term: 1 } });
        expect(await ask('new')).toMatchObject({ owner: 'new', term: 8 });
      });

      it('understands what an earlier console goes on writing, and sends what that one queued', async () => {
        await store.saveIncident({ incident: incidentOf(), deliveries: [deliveryOf()] });
        expect(await store.unsettledDeliveries()).toHaveLength(1);
        const { createdAt, digestSize, ...rest } = deliveryOf();
        const delivery = JSON.stringify({
          ...rest,
          wantedAt: createdAt,
          toldTogether: digestSize,
          state: 'waiting',
        });
        await connection.collection('deliveries').updateOne({}, { $set: { state: 'waiting', delivery } });
        const { targetState, ...incident } = incidentOf();
        const written = JSON.stringify({ ...incident, verdict: targetState });
        await connection.collection('incidents').updateOne({}, { $set: { incident: written } });
        expect(await store.openIncidents()).toEqual([incidentOf()]);
        expect(await store.unsettledDeliveries()).toEqual([deliveryOf()]);
        expect(await store.deliveries({ state: 'queued', limit: 10 })).toEqual([deliveryOf()]);
        expect(await store.countDeliveries()).toMatchObject([{ waiting: 1 }]);
        expect(await claim(store, 'a', [idOf(1)])).toEqual([idOf(1)]);
      });

      it('can repeat a save whose answer was lost', async () => {
        const relay = await relayTo(database.url);
        const { incidents: far } = await console(withOption(relay.url, 'serverSelectionTimeoutMS=300'));
        const change = { incident: incidentOf(), deliveries: [deliveryOf()] };
        relay.deafen();
        const lost = far.saveIncident(change).catch((error: unknown) => error);
        while ((await store.incident(idOf(1))) === null);
        await relay.cut();
        expect(await lost).toBeInstanceOf(StoreFault);
        await expect(far.openIncidents()).rejects.toBeInstanceOf(StoreFault);
        await relay.restore();
        // The driver looks for its server twice a second, longer than it may take here to find it.
        const again = () => far.saveIncident(change).catch(() => null);
        let outcome = await again();
        while (outcome === null) outcome = await again();
        expect(outcome).toBe('saved');
        expect(await far.unsettledDeliveries()).toEqual([deliveryOf()]);
        await closing.pop()?.();
        await relay.cut();
      });

      it('has an index for what is left to move and for each list', async () => {
        const keysOf = async (name: string) =>
          (await connection.collection(name).indexes()).map(({ key }) => Object.keys(key as object).join());
        expect(await keysOf('incidents')).toEqual(
          expect.arrayContaining(['hasWanted', 'resolvedAt,_id', 'environment,_id', 'ruleId,_id']),
        );
        expect(await keysOf('deliveries')).toEqual(
          expect.arrayContaining(['state,_id', 'incidentId,_id', 'environment,_id', 'channel,_id']),
        );
      });
    });
  });
}
