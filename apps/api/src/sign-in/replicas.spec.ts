import type { Problem, SessionView } from '@envscope/contracts/index.js';
import { databaseOf } from '@envscope/testing/servers/mongodb-server.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { GuardedConsole, PASSWORD } from '../testing/guarded-console.js';

const SERVER = process.env['MONGODB_TEST_URI'];

// The first console makes the indexes, which a server takes its time for.
jest.setTimeout(120_000);

if (SERVER === undefined) {
  console.warn('MONGODB_TEST_URI is not set: two consoles on one MongoDB are skipped.');
  describe.skip('two consoles on one MongoDB', () => {
    it('need a server', () => undefined);
  });
} else {
  describe('two consoles on one MongoDB', () => {
    const database = databaseOf(SERVER);
    const consoles: GuardedConsole[] = [];

    beforeAll(async () => {
      const variables = { STORE_URL: database.url, TRUST_PROXY: '1' };
      consoles.push(await GuardedConsole.start(variables), await GuardedConsole.start(variables));
    });
    afterAll(async () => {
      for (const each of consoles) await each.close();
      await database.remove();
    });

    const console_ = (index: number): GuardedConsole => {
      const found = consoles[index % 2];
      if (!found) throw new Error('No console');
      return found;
    };
    const CREDENTIALS = { email: 'minji@example.com', password: PASSWORD };

    it('take one of the links that each of them printed', async () => {
      const tokens = [0, 1].map((index) => console_(index).setUpToken);
      expect(new Set(tokens).size).toBe(2);
      await console_(1).owner();
      const view = await console_(0)
        .browser()
        .post<Problem>('/session/links/view', { token: tokens[0] ?? '' });
      expect(view).toMatchObject({ status: 404, body: { code: 'unknown-link' } });
      expect((await console_(0).browser().get<SessionView>('/session')).body.state).toBe('signed-out');
    });

    it('count guesses together, and keep nobody out by them', async () => {
      const from = (index: number, address: string) =>
        console_(index).browser({ origin: console_(index).url, 'x-forwarded-for': address });
      const guess = async (index: number): Promise<string> => {
        const password = `wrong-guess-${index}`;
        const { body } = await from(index, '203.0.113.9').post<Problem>('/session', {
          ...CREDENTIALS,
          password,
        });
        return body.code;
      };
      const codes: string[] = [];
      while (codes.at(-1) !== 'too-many-attempts' && codes.length < 20) codes.push(await guess(codes.length));
      // Each for itself, they would have let ten through.
      expect(codes.length).toBeLessThan(10);
      expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'wrong-credentials'));
      const right = await from(0, '203.0.113.10').post('/session', CREDENTIALS);
      expect(right.status).toBe(200);
    });

    it('end a session at both once one has ended it, with its stream, within five seconds', async () => {
      const browser = console_(0).browser();
      await browser.post('/session', CREDENTIALS);
      const session = browser.cookie('envscope-session') ?? '';
      const other = console_(1).browser();
      other.keep('envscope-session', session);
      expect((await other.get('/internal/overview')).status).toBe(200);
      const stream = await other.open('/internal/stream');
      expect(stream.status).toBe(200);
      const ended = stream.text().then(() => performance.now());
      await browser.delete('/session');
      const sinceMs = performance.now();
      const lastsMs = (await ended) - sinceMs;
      expect((await other.get('/internal/overview')).status).toBe(401);
      expect(lastsMs).toBeLessThan(10_000);
    });
  });
}
