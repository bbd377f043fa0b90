import { SentrySnapshot, type EnvironmentId } from '@envscope/contracts/index.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';
import { environmentsModule, environmentsOf } from '@envscope/testing/environments.js';
import { describeProbeContract, limitsOf } from '@envscope/testing/contracts/probe-contract.js';
import { startSandbox, type Sandbox } from '@envscope/testing/servers/sandbox.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import type { Issue, SentryClient } from './sentry.client.js';
import { SentryModule } from './sentry.module.js';
import { SentryProbe } from './sentry.probe.js';
import { sentrySection } from './sentry.settings.js';

const TOKEN = 'sntryu-sandbox';
const FAULTS = { hang: 'hang', garbage: 'html', unauthorized: 'unauthorized' } as const;
const NAMES: Readonly<Record<EnvironmentId, string>> = {
  dev: 'development',
  staging: 'staging',
  prod: 'production',
};

/** A probe of every environment of a sandbox, wired as in the application; its module holds nothing to close. */
async function probeOf(
  sandbox: Sandbox,
  others: Readonly<Record<string, string>> = {},
): Promise<SentryProbe> {
  const common = {
    SENTRY_AUTH_TOKEN: TOKEN,
    SENTRY_ORG: 'acme',
    SENTRY_PROJECT: 'api',
    SENTRY_BASE_URL: `${sandbox.http}/sentry`,
    ...others,
  };
  const given = { dev: common, staging: common, prod: common, qa: null };
  const environments = environmentsOf('sentry', sentrySection, given);
  const builder = Test.createTestingModule({ imports: [environmentsModule(environments), SentryModule] });
  return (await builder.compile()).get(SentryProbe);
}

async function checkWith(probe: SentryProbe, environment: EnvironmentId, limits: Partial<CheckLimits> = {}) {
  const { results, snapshot } = await probe.observe(environment, limitsOf(limits));
  const [result] = results;
  return {
    outcome: [result?.status, result?.reason?.code].join(' ').trim(),
    params: result?.reason?.params,
    measurements: result?.measurements,
    snapshot: snapshot && SentrySnapshot.parse(snapshot),
  };
}

/** Sends an event as an SDK would. */
async function send(sandbox: Sandbox, event: object): Promise<void> {
  const id = '7024d47102664a55b711e7a3310d00b3';
  const lines = [{ event_id: id }, { type: 'event' }, { event_id: id, platform: 'node', ...event }];
  const answer = await fetch(
    `${sandbox.http}/sentry/api/42/envelope/?sentry_version=7&sentry_key=publickey`,
    {
      method: 'POST',
      body: lines.map((line) => JSON.stringify(line)).join('\n'),
    },
  );
  if (!answer.ok) throw new Error(`The sandbox refused an event: ${answer.status}`);
}

/** How often the sandbox's Sentry was called. */
async function callsOf(sandbox: Sandbox): Promise<number> {
  const { calls } = (await sandbox.state()) as { calls: { sentry?: Record<string, number> } };
  return Object.values(calls.sentry ?? {}).reduce((sum, count) => sum + count, 0);
}

describeProbeContract(
  'SentryProbe',
  async () => {
    const sandbox = await startSandbox();
    return {
      probe: await probeOf(sandbox),
      environment: 'dev',
      unconfigured: 'qa',
      misbehave: (kind) => sandbox.fault({ service: 'sentry', kind: FAULTS[kind] }),
      recover: () => sandbox.clearFaults(),
      close: () => sandbox.close(),
    };
  },
  { snapshot: SentrySnapshot, silence: 'unknown', secrets: [TOKEN] },
);

describe('SentryProbe', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => sandbox.reset());
  afterAll(() => sandbox.close());

  it('shows the rest of a server from before the interface that counts errors', async () => {
    await sandbox.fault({ service: 'sentry', kind: 'old-server' });
    const { outcome, snapshot } = await checkWith(await probeOf(sandbox), 'staging');
    expect(outcome).toMatch(/^(up|degraded new-errors)$/);
    expect(snapshot).toMatchObject({ unsupported: ['errors'], unavailable: [], errors: null });
    expect(snapshot?.newest.length).toBeGreaterThan(0);
    expect(snapshot?.latestRelease).not.toBeNull();
  });

  it('takes an environment with a settled trickle of errors for up', async () => {
    const { outcome, snapshot, measurements } = await checkWith(await probeOf(sandbox), 'staging');
    expect(outcome).toBe('up');
    expect(snapshot).toMatchObject({
      environment: 'staging',
      organization: 'acme',
      project: 'api',
      unavailable: [],
    });
    const {
      unresolved,
      errors,
      errorsByHour = [],
      crashFreeSessionRatio,
      newest = [],
      mostFrequent = [],
    } = snapshot ?? {};
    expect(unresolved?.count).toBe(newest.length);
    expect(errors?.lastHour).toBeGreaterThan(0);
    expect(errors?.last24Hours).toBeGreaterThan(errors?.lastHour ?? 0);
    expect(errors?.last14Days).toBeGreaterThan(errors?.last24Hours ?? 0);
    expect(errorsByHour.length).toBeGreaterThanOrEqual(24);
    expect(errorsByHour.at(-1)?.isIncomplete).toBe(true);
    expect(crashFreeSessionRatio).toBeGreaterThan(0.9);
    expect(snapshot?.latestRelease?.version).toBe('api@1.9.0-rc.1');
    expect(snapshot?.latestDeploy).not.toBeNull();
    const events = mostFrequent.map((issue) => issue.events);
    expect(events).toEqual(events.toSorted((a, b) => b - a));
    expect(measurements).toEqual({
      unresolvedIssues: unresolved?.count,
      newIssues: 0,
      errorsLastHour: errors?.lastHour,
      errorsLast24Hours: errors?.last24Hours,
      errorLimitUsedRatio: (errors?.lastHour ?? 0) / 50,
      crashFreeSessionRatio,
    });
  });

  it('shows each environment its own, and nothing for one without sessions', async () => {
    const probe = await probeOf(sandbox);
    const [dev, prod] = [await checkWith(probe, 'dev'), await checkWith(probe, 'prod')];
    expect([dev.snapshot?.environment, prod.snapshot?.environment]).toEqual([NAMES['dev'], NAMES['prod']]);
    expect(dev.snapshot?.newest).not.toEqual(prod.snapshot?.newest);
    expect(prod.snapshot?.latestRelease?.version).toBe('api@1.8.0');
    expect(prod.snapshot?.releases.map(({ version }) => version)).toEqual(['api@1.8.0', 'api@1.7.3']);
    expect(prod.snapshot?.crashFreeSessionRatio).toBeLessThan(1);
    expect(dev.snapshot).toMatchObject({ crashFreeSessionRatio: null, sessions: 0 });
    expect(dev.measurements).not.toHaveProperty('crashFreeSessionRatio');
  });

  it.each([
    ['SENTRY_ERRORS_DEGRADED_PER_HOUR', 'degraded error-rate-elevated'],
    ['SENTRY_ERRORS_DOWN_PER_HOUR', 'down error-rate-high'],
  ])('judges the rate by %s', async (variable, expected) => {
    const { outcome, params, measurements } = await checkWith(
      await probeOf(sandbox, { [variable]: '1' }),
      'staging',
    );
    expect(outcome).toBe(expected);
    expect(params).toEqual({ count: measurements?.['errorsLastHour'], limit: 1 });
    expect(measurements?.['errorLimitUsedRatio']).toBe(measurements?.['errorsLastHour']);
  });

  it('is degraded by an issue that was first seen just now, where it was seen', async () => {
    await send(sandbox, {
      level: 'error',
      environment: 'staging',
      exception: { values: [{ type: 'TypeError', value: 'never seen before' }] },
    });
    const probe = await probeOf(sandbox);
    const { outcome, params, snapshot, measurements } = await checkWith(probe, 'staging');
    expect(outcome).toBe('degraded new-errors');
    expect(snapshot?.newest[0]).toMatchObject({
      title: 'TypeError: never seen before',
      isNew: true,
      events: 1,
    });
    expect(params).toEqual({ count: 1, newest: snapshot?.newest[0]?.shortId });
    expect(measurements?.['newIssues']).toBe(1);
    expect((await checkWith(probe, 'prod')).outcome).toBe('up');
  });

  it('says plainly that Sentry does not know the environment, and which it knows', async () => {
    const probe = await probeOf(sandbox, { SENTRY_ENVIRONMENT: 'live' });
    const { outcome, params, snapshot } = await checkWith(probe, 'prod');
    expect(outcome).toBe('unknown environment-unknown-to-sentry');
    expect(params).toEqual({ environment: 'live', known: 'development, staging, production' });
    expect(snapshot?.knownEnvironments).toEqual(['development', 'staging', 'production']);
  });

  it.each([
    ['SENTRY_PROJECT', 'no-such-project'],
    ['SENTRY_ORG', 'no-such-organization'],
  ])('does not take a wrong %s for health', async (variable, value) => {
    expect((await checkWith(await probeOf(sandbox, { [variable]: value }), 'prod')).outcome).toBe(
      'unknown not-found',
    );
  });

  it('says that a token lacks the right to read', async () => {
    const probe = await probeOf(sandbox, { SENTRY_AUTH_TOKEN: 'sntryu-sandbox-limited' });
    expect((await checkWith(probe, 'prod')).outcome).toBe('unknown forbidden');
  });

  it.each([
    ['half-body', 'unknown connection-lost'],
    ['invalid-json', 'unknown invalid-answer'],
    ['reset', 'unknown connection-lost'],
    ['status', 'unknown server-error'],
  ])('knows nothing after an answer of the kind %s', async (kind, expected) => {
    await sandbox.fault({ service: 'sentry', kind });
    expect((await checkWith(await probeOf(sandbox), 'dev')).outcome).toBe(expected);
  });

  it('calls nothing before a rate limit is over, for no environment of that token', async () => {
    const probe = await probeOf(sandbox);
    await sandbox.fault({ service: 'sentry', kind: 'rate-limit', retryAfterSeconds: 60 });
    const { outcome, params } = await checkWith(probe, 'dev');
    expect(outcome).toBe('unknown rate-limited');
    expect(Date.parse(String(params?.['untilAt']))).toBeGreaterThan(Date.now() + 50_000);
    const before = await callsOf(sandbox);
    expect((await checkWith(probe, 'prod')).outcome).toBe('unknown rate-limited');
    expect(await callsOf(sandbox)).toBe(before);
  });

  it('makes three calls a check, and the rest when a person asks', async () => {
    const probe = await probeOf(sandbox);
    const checks = [{}, {}, { isRequested: true }, {}];
    const calls: number[] = [];
    for (const limits of checks) {
      const before = await callsOf(sandbox);
      await checkWith(probe, 'staging', limits);
      calls.push((await callsOf(sandbox)) - before);
    }
    expect(calls).toEqual([7, 3, 7, 3]);
  });
});

describe('SentryProbe, by what its client reports,', () => {
  const issue: Issue = {
    id: '1',
    shortId: 'API-1',
    title: 'TypeError: it broke',
    culprit: null,
    level: 'error',
    substatus: 'ongoing',
    events: 5,
    users: 2,
    firstSeenAt: '2026-09-21T08:02:11.000Z',
    lastSeenAt: '2026-10-02T08:02:11.000Z',
    url: 'https://acme.sentry.io/issues/1/',
  };
  const [environment] = environmentsOf('sentry', sentrySection, {
    dev: { SENTRY_AUTH_TOKEN: TOKEN, SENTRY_ORG: 'acme', SENTRY_PROJECT: 'api' },
  });
  const environments = environment ? [environment] : [];
  const refuse = () => Promise.reject(new IntegrationError('forbidden', 'Refused with HTTP 403'));
  const probeOfClient = (given: Partial<SentryClient>, now?: () => number): SentryProbe =>
    new SentryProbe(
      PerEnvironment.build('sentry', environments, (subject) => ({
        subject,
        issues: () => Promise.resolve({ issues: [issue], count: 1, isAtLeast: false, leftOut: 0 }),
        errors: () => Promise.resolve([{ atMs: 0, count: 3, isIncomplete: false }]),
        sessions: () =>
          Promise.resolve({ crashFreeSessionRatio: 0.99, crashFreeUserRatio: null, sessions: 100 }),
        delivered: () => Promise.resolve({ latestRelease: null, releases: [], latestDeploy: null }),
        environments: () => Promise.resolve(['development']),
        ...given,
      })),
      now && { now, steady: now },
    );

  it.each([
    ['issues', { issues: refuse }, 'up'],
    ['errors', { errors: refuse }, 'unknown forbidden'],
    ['sessions', { sessions: refuse }, 'up'],
    ['releases', { delivered: refuse }, 'up'],
  ])('keeps the rest where %s may not be read', async (name, client, status) => {
    const { outcome, snapshot } = await checkWith(probeOfClient(client), 'dev');
    expect(outcome).toBe(status);
    expect(snapshot?.unavailable).toEqual([name]);
    expect({
      issues: snapshot?.unresolved !== null,
      errors: snapshot?.errors !== null,
      sessions: snapshot?.sessions !== null,
    }).toEqual({ issues: name !== 'issues', errors: name !== 'errors', sessions: name !== 'sessions' });
  });

  it('judges a server that is too old to count errors by its issues, and says so', async () => {
    const lack = () => Promise.reject(new IntegrationError('not-found', 'Refused with HTTP 404'));
    const old = await checkWith(probeOfClient({ errors: lack, sessions: lack }), 'dev');
    expect(old.outcome).toBe('up');
    expect(old.snapshot).toMatchObject({
      unsupported: ['errors', 'sessions'],
      unavailable: [],
      errors: null,
      unresolved: { count: 1 },
    });
    expect(old.measurements).not.toHaveProperty('errorsLastHour');
    const lost = await checkWith(probeOfClient({ issues: refuse, errors: lack }), 'dev');
    expect(lost.outcome).toBe('unknown forbidden');
  });

  it('reports the rest in time where one part hangs', async () => {
    const hang: SentryClient['sessions'] = (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    const { outcome, snapshot } = await checkWith(probeOfClient({ sessions: hang }), 'dev', {
      timeoutMs: 300,
    });
    expect(outcome).toBe('up');
    expect(snapshot?.unavailable).toEqual(['sessions']);
  });

  it('knows nothing where neither issues nor errors may be read', async () => {
    const { outcome } = await checkWith(probeOfClient({ issues: refuse, errors: refuse }), 'dev');
    expect(outcome).toBe('unknown forbidden');
  });

  it('asks for the most frequent issues only where not all are on the page, and then every ten minutes', async () => {
    const clock = { atMs: 0 };
    const orders: string[] = [];
    const issues: SentryClient['issues'] = (order) => {
      orders.push(order);
      return Promise.resolve({ issues: [issue], count: 61, isAtLeast: false, leftOut: 0 });
    };
    const probe = probeOfClient({ issues }, () => clock.atMs);
    await checkWith(probe, 'dev');
    clock.atMs = 599_999;
    await checkWith(probe, 'dev');
    expect(orders).toEqual(['new', 'freq', 'new']);
    clock.atMs = 600_000;
    const { measurements } = await checkWith(probe, 'dev');
    expect(orders).toEqual(['new', 'freq', 'new', 'new', 'freq']);
    expect(measurements?.['unresolvedIssues']).toBe(61);
  });
});
