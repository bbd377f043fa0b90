import { expect, test as base } from '@playwright/test';
import { CONSOLE_URL, SANDBOX_PORT } from './addresses.ts';
import { Complaints } from './complaints.ts';
import { recover } from './recover.ts';
import { Sandbox } from './sandbox.ts';
import { type Stage, startStage } from './stage.ts';
import { uncover } from './console-page.ts';
import { Wire } from './wire.ts';

interface Props {
  /** Whether what the server said stays over the page until its scripts say it: for the tests of that. */
  readonly keepsGlance: boolean;
  readonly complaints: Complaints;
  readonly sandbox: Sandbox;
  /** A wire to the console, for tests that cut it or count what goes through. */
  readonly wire: Wire;
}

interface Shared {
  /** A console whose sandbox has users: requests come in all the time. */
  readonly busyConsole: Stage;
  /** A second console, with a fourth environment and with mistakes in its settings. */
  readonly otherConsole: Stage;
}

/** A test that fails when the browser complains of what the test did not provoke, and that leaves a healthy sandbox. */
export const test = base.extend<Props, Shared>({
  keepsGlance: [false, { option: true }],

  complaints: [
    async ({ context, keepsGlance }, use) => {
      if (!keepsGlance) await uncover(context);
      const complaints = await Complaints.of(context);
      await use(complaints);
      expect(complaints.unprovoked, 'what the browser complained of').toEqual([]);
    },
    { auto: true },
  ],

  sandbox: async ({ request }, use) => {
    const sandbox = new Sandbox(`http://127.0.0.1:${SANDBOX_PORT}`);
    await use(sandbox);
    if (!sandbox.isTouched) return;
    await sandbox.reset();
    await recover(request, CONSOLE_URL);
  },

  // eslint-disable-next-line no-empty-pattern
  wire: async ({}, use) => {
    const wire = await Wire.to(CONSOLE_URL);
    await use(wire);
    await wire.cut();
  },

  busyConsole: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const stage = await startStage({ port: 3917, sandboxPort: 4550, hasStory: true });
      await use(stage);
      await stage.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  otherConsole: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const stage = await startStage({
        port: 3906,
        sandboxPort: 4350,
        variables: {
          ENVIRONMENTS: 'dev,qa,staging,prod',
          REDIS_URL_QA: 'redis://default:sandbox@127.0.0.1:4354',
          REDIS_TYPE_QA: 'upstash',
          REDIS_KEY_PREFIX_QA: 'qa:',
          SENTRY_ENVIRONMENT_QA: 'qa',
          UPTIMEROBOT_API_KEY_QA: 'ur-sandbox-qa',
          // Another webhook of production's channel, a key that nobody gave out, a name that Sentry never heard.
          DISCORD_WEBHOOK_URL_STAGING:
            'http://127.0.0.1:4350/discord/api/webhooks/1000000000000000099/sandbox-crossed-token',
          UPTIMEROBOT_API_KEY_STAGING: 'ur-sandbox-nobody',
          SENTRY_ENVIRONMENT_DEV: 'nowhere',
        },
      });
      await use(stage);
      await stage.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

export { expect };
