import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery, Incident, IncidentPage, Problem } from '@envscope/contracts/index.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOf, relayTo } from '../../libs/testing/servers/mongodb-server.ts';
import { ENDPOINTS, StormStage } from './storm-stage.ts';

const SERVER = process.env['MONGODB_TEST_URI'];
const START_LIMIT_MS = 240_000;
const LIMIT_MS = 120_000;
const HASTE = { ALERT_FAILURE_THRESHOLD: '1', ALERT_SUCCESS_THRESHOLD: '1' };
const LEASE_MS = 10_000;
/** Long enough for what was due meanwhile to be done by whoever goes on. */
const AFTERMATH_MS = 6_000;

if (SERVER === undefined) {
  console.warn('MONGODB_TEST_URI is not set: two consoles on one store are skipped.');
  describe.skip('two built consoles on one MongoDB', () => {
    it('need a server', () => undefined);
  });
} else {
  describe('two built consoles on one MongoDB', () => {
    const database = databaseOf(SERVER);
    const failing = ENDPOINTS.slice(0, 21);
    let relay: Awaited<ReturnType<typeof relayTo>>;
    let stage: StormStage;
    let leader: string;
    let follower: string;

    beforeAll(async () => {
      relay = await relayTo(database.url);
      stage = await StormStage.open(HASTE);
      await stage.launch({ STORE_URL: database.url });
      await stage.launch({ STORE_URL: relay.url });
      [leader = '', follower = ''] = stage.urls;
    }, START_LIMIT_MS);

    afterAll(async () => {
      await stage.close();
      await relay.cut();
      await database.remove();
    }, LIMIT_MS);

    const ask = async <T>(url: string, path: string, body?: object) => {
      const headers = { 'content-type': 'application/json' };
      const request = body && { method: 'POST', headers, body: JSON.stringify(body) };
      const answer = await fetch(`${url}/api/internal${path}`, request);
      return { status: answer.status, body: (await answer.json()) as T };
    };
    const incidentsAt = async (url: string, query = '') =>
      (await ask<IncidentPage>(url, `/incidents?limit=200&service=endpoints${query}`)).body.incidents;
    const until = async (isThere: () => Promise<boolean>) => {
      const deadlineMs = Date.now() + 60_000;
      while (!(await isThere())) {
        if (Date.now() > deadlineMs) throw new Error('Waited in vain');
        await pause(250);
      }
    };
    const notesAt = async (url: string, id: string) =>
      (await ask<Incident>(url, `/incidents/${id}`)).body.timeline.flatMap((entry) =>
        entry.kind === 'commented' ? [entry.note] : [],
      );

    it(
      'open one incident for each target, and end it, where the leader stood still for longer than its lease',
      async () => {
        stage.suspend(leader);
        const stoppedMs = Date.now();
        for (const endpoint of failing) await stage.answer(endpoint, 503);
        await until(async () => (await incidentsAt(follower)).length === failing.length);
        await pause(Math.max(0, stoppedMs + 2 * LEASE_MS - Date.now()));
        stage.resume(leader);
        await pause(AFTERMATH_MS);
        const opened = await incidentsAt(leader);
        expect(opened).toHaveLength(failing.length);
        const deliveries = await Promise.all(
          opened.map(
            async ({ id }) =>
              (await ask<{ deliveries: Delivery[] }>(leader, `/incidents/${id}/deliveries`)).body.deliveries,
          ),
        );
        for (const ofOne of deliveries) {
          expect(ofOne.map(({ kind, attemptCount }) => [kind, attemptCount])).toEqual([['opened', 1]]);
        }
        [leader, follower] = [follower, leader];
        // The last one stays, for people.
        for (const endpoint of failing.slice(0, -1)) await stage.answer(endpoint, 200);
        await until(async () => (await incidentsAt(follower, '&state=unresolved')).length === 1);
      },
      LIMIT_MS,
    );

    it(
      'refuse a comment that the store did not take, leave nothing of it, and take the next one',
      async () => {
        const [{ id } = { id: '' }] = await incidentsAt(leader, '&state=unresolved');
        const comment = (note: string) =>
          ask<Problem>(leader, `/incidents/${id}/comments`, { by: 'Minji', note });
        // Ends of other incidents may still be on their way into the store.
        relay.dropWrites('incidents', 1, 'a lost comment');
        const refused = await comment('a lost comment');
        expect(relay.dropsLeft()).toBe(0);
        expect(refused).toMatchObject({ status: 503, body: { code: 'store-failing' } });
        const next: number[] = [];
        for (let turn = 0; turn < 6; turn += 1) {
          next.push((await comment(`next ${turn}`)).status);
          await pause(250);
        }
        expect(next).toEqual([200, 200, 200, 200, 200, 200]);
        const expected = next.map((_, turn) => `next ${turn}`);
        expect(await notesAt(leader, id)).toEqual(expected);
        expect(await notesAt(follower, id)).toEqual(expected);
      },
      LIMIT_MS,
    );

    it(
      'keep every comment that they acknowledge, and let one of two people win',
      async () => {
        const [{ id } = { id: '' }] = await incidentsAt(leader, '&state=unresolved');
        const before = await notesAt(leader, id);
        const notes = Array.from({ length: 60 }, (_, index) => `${index}`);
        const at = (index: number) => (index % 2 ? leader : follower);
        const act = (index: number, deed: string, note: string) =>
          ask<Problem>(at(index), `/incidents/${id}/${deed}`, { by: `person ${index}`, note });
        const said = await Promise.all(notes.map((note, index) => act(index, 'comments', note)));
        const taken = notes.filter((_, index) => said[index]?.status === 200);
        const expected = [...before, ...taken].toSorted();
        const isThere = async () => (await notesAt(leader, id)).length >= expected.length;
        // What was said at the other console reaches the leading one within two seconds.
        await until(isThere);
        expect((await notesAt(leader, id)).toSorted()).toEqual(expected);
        expect(taken).toHaveLength(notes.length);

        const acknowledged = await Promise.all([0, 1].map((index) => act(index, 'acknowledgement', '')));
        expect(acknowledged.map(({ status }) => status).toSorted()).toEqual([200, 409]);
        const winner = acknowledged.findIndex(({ status }) => status === 200);
        expect(acknowledged[1 - winner]?.body).toMatchObject({
          code: 'already-acknowledged',
          params: { state: 'acknowledged', by: `person ${winner}` },
        });

        const [resolved, late] = await Promise.all([act(0, 'resolution', ''), act(1, 'comments', 'late')]);
        expect(resolved.status).toBe(200);
        expect([200, 409]).toContain(late.status);
        expect((await notesAt(follower, id)).includes('late')).toBe(late.status === 200);
      },
      LIMIT_MS,
    );
  });
}
