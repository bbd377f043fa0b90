import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { databaseOf, relayTo } from '../../libs/testing/servers/mongodb-server.ts';
import { sandboxVariables } from '../../libs/testing/servers/sandbox-variables.ts';
import { Stage } from '../stage/stage.ts';

const SERVER = process.env['MONGODB_TEST_URI'];
const LIMIT_MS = 180_000;
/** Long enough for a check whose result waits for the store. */
const A_CHECK_MS = 7_000;

if (SERVER === undefined)
  console.warn('MONGODB_TEST_URI is not set: a store that is silent at the end is skipped.');

describe('the built console', () => {
  (SERVER === undefined ? it.skip : it)(
    'ends when it is asked to, though its store is silent',
    async () => {
      const database = databaseOf(SERVER ?? '');
      const relay = await relayTo(database.url);
      const stage = await Stage.open({ name: 'ending', variables: (sandbox) => sandboxVariables(sandbox) });
      const watching = stage.launch({ CHECK_INTERVAL_SECONDS: '5', STORE_URL: relay.url });
      try {
        await watching.url;
        relay.stall();
        await pause(A_CHECK_MS);
      } finally {
        await watching.stop();
        await Promise.all([relay.cut(), stage.close(), database.remove()]);
      }
      // It was not killed, which happens to whoever is late.
      expect(watching.child.signalCode).toBe('SIGTERM');
    },
    LIMIT_MS,
  );
});
