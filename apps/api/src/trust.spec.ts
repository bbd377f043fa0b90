import type { ConsoleConfig, EnvironmentId, Overview } from '@envscope/contracts/index.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { CHANNEL_KINDS } from '@envscope/integrations/channels.js';
import { DiscordProbe } from '@envscope/integrations/discord/probe/discord.probe.js';
import { webhooksOf } from '@envscope/integrations/discord/probe/discord.webhooks.js';
import type { Channel } from '@envscope/integrations/kernel/channels/channel.js';
import { openChannels } from '@envscope/integrations/kernel/channels/definition.js';
import type { Probe } from '@envscope/integrations/kernel/probe.js';
import { httpByTrust } from '@envscope/integrations/network/network.http.js';
import { Network } from '@envscope/integrations/network/network.js';
import { sentryClientFactory } from '@envscope/integrations/sentry/sentry.client.js';
import { SentryProbe } from '@envscope/integrations/sentry/sentry.probe.js';
import { buildClients } from '@envscope/integrations/uptimerobot/uptimerobot.module.js';
import { UptimeRobotProbe } from '@envscope/integrations/uptimerobot/uptimerobot.probe.js';
import { readSettings } from '@envscope/settings/settings.js';
import {
  makeAuthority,
  makeCertificate,
  type Authority,
  type Certificate,
} from '@envscope/testing/servers/certificate.js';
import { channelMessageOf } from '@envscope/testing/contracts/channel-contract.js';
import { HttpProxy } from '@envscope/testing/servers/http-proxy.js';
import { limitsOf, observeAll } from '@envscope/testing/contracts/probe-contract.js';
import { sandboxVariables } from '@envscope/testing/servers/sandbox-variables.js';
import { startSandbox, type Sandbox } from '@envscope/testing/servers/sandbox.js';
import { startTlsFront, type TlsFront } from '@envscope/testing/servers/tls-front.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { ConsoleUnderTest } from './testing/console-under-test.js';

/** Everything that an environment's settings lead to over HTTPS, as the application builds it. */
function consumersOf(variables: Readonly<Record<string, string>>) {
  const { environments } = readSettings({ variables, namesInFiles: [], files: {} });
  const network = new Network();
  const http = httpByTrust(network);
  const channels = openChannels(CHANNEL_KINDS, environments, { network, http });
  return {
    sentry: new SentryProbe(PerEnvironment.build('sentry', environments, sentryClientFactory(http))),
    uptimerobot: new UptimeRobotProbe(buildClients(environments, http)),
    discord: new DiscordProbe(webhooksOf(environments, channels)),
    channels,
  };
}
type Consumers = ReturnType<typeof consumersOf>;

/** What it says of a check: `up`, or the code of its reason. */
async function saidBy(probe: Probe, environment: EnvironmentId): Promise<string> {
  const [result] = (await observeAll(probe, environment, limitsOf())).results;
  return result?.reason?.code ?? result?.status ?? 'nothing';
}

/** What becomes of a post: `taken`, or the code of its reason. */
async function outcomeOf(channels: readonly Channel[], id: string): Promise<string> {
  const channel = channels.find((each) => each.id === id);
  if (!channel) throw new Error(`There is no channel ${id}`);
  return channel.post(channelMessageOf(), AbortSignal.timeout(10_000)).then(
    () => 'taken',
    (error: unknown) => (error as { reason: { code: string } }).reason.code,
  );
}

const CONSUMERS: readonly [
  string,
  well: RegExp,
  (consumers: Consumers, id: EnvironmentId) => Promise<string>,
][] = [
  ['a check of Sentry', /^(?:up|errors)/, ({ sentry }, id) => saidBy(sentry, id)],
  ['a check of UptimeRobot', /^up$/, ({ uptimerobot }, id) => saidBy(uptimerobot, id)],
  ['a check of Discord', /^up$/, ({ discord }, id) => saidBy(discord, id)],
  ['a post to Discord', /^taken$/, ({ channels }, id) => outcomeOf(channels, `${id}.discord`)],
  ['a post to the webhook', /^taken$/, ({ channels }, id) => outcomeOf(channels, `${id}.webhook`)],
];

describe('vendors behind TLS', () => {
  let sandbox: Sandbox;
  let authority: Authority;
  let other: Authority;
  const certificates: Certificate[] = [];
  const fronts: TlsFront[] = [];

  beforeAll(async () => {
    [sandbox, authority, other] = await Promise.all([startSandbox(), makeAuthority(), makeAuthority()]);
  });
  afterAll(async () => {
    fronts.forEach((front) => front.close());
    await Promise.all([...certificates, authority, other].map((made) => made.remove()));
    await sandbox.close();
  });

  async function urlOfFront(certificate: Certificate): Promise<string> {
    certificates.push(certificate);
    const front = await startTlsFront(certificate, Number(new URL(sandbox.http).port));
    fronts.push(front);
    return front.url;
  }

  /** One environment for each CA file (undefined: none of its own), all of them with the same credentials. */
  function variablesOf(url: string, caFiles: readonly (string | undefined)[]): Record<string, string> {
    const ids = ['dev', 'staging'].slice(0, caFiles.length);
    const all = sandboxVariables({ ...sandbox, http: url }, ids);
    ids.forEach((id, index) => {
      const suffix = id.toUpperCase();
      all[`UPTIMEROBOT_API_KEY_${suffix}`] = 'ur-sandbox-dev';
      all[`DISCORD_WEBHOOK_URL_${suffix}`] = all['DISCORD_WEBHOOK_URL_DEV'] ?? '';
      all[`ALERT_WEBHOOK_URL_${suffix}`] = `${url}/hooks/dev`;
      all[`ALERT_WEBHOOK_SECRET_${suffix}`] = 'sandbox-hook-secret-dev';
      all[`TLS_CA_FILE_${suffix}`] = caFiles[index] ?? '';
    });
    return all;
  }

  const FAULTS: readonly [string, code: string, () => Promise<Certificate>, caFile?: () => string][] = [
    ['signs itself', 'certificate-self-signed', () => makeCertificate()],
    ['an unknown authority vouches for', 'certificate-issuer-unknown', () => authority.issue()],
    [
      'another authority than the trusted one vouches for',
      'certificate-issuer-unknown',
      () => authority.issue(),
      () => other.caFile,
    ],
    [
      'is another host’s',
      'certificate-wrong-host',
      () => authority.issue({ host: 'far.test' }),
      () => authority.caFile,
    ],
    ['has expired', 'certificate-expired', () => authority.issue({ days: -1 }), () => authority.caFile],
  ];

  describe.each(FAULTS)('with a certificate that %s', (_story, code, make, caFile) => {
    let consumers: Consumers;
    beforeAll(async () => {
      consumers = consumersOf(variablesOf(await urlOfFront(await make()), [caFile?.()]));
    });

    it.each(CONSUMERS)(`${code} names what fails %s`, async (_name, _well, ask) => {
      expect(await ask(consumers, 'dev')).toBe(code);
    });
  });

  describe('that a CA file vouches for', () => {
    let url: string;
    beforeAll(async () => {
      url = await urlOfFront(await authority.issue());
    });

    it.each(CONSUMERS)('lets %s succeed, also by the file without a suffix', async (_name, well, ask) => {
      expect(await ask(consumersOf(variablesOf(url, [authority.caFile])), 'dev')).toMatch(well);
      const shared = { ...variablesOf(url, [undefined]), TLS_CA_FILE: authority.caFile };
      expect(await ask(consumersOf(shared), 'dev')).toMatch(well);
    });

    it.each(CONSUMERS)('has %s fail where another environment alone trusts it', async (_name, well, ask) => {
      const consumers = consumersOf(variablesOf(url, [authority.caFile, undefined]));
      expect(await ask(consumers, 'dev')).toMatch(well);
      expect(await ask(consumers, 'staging')).toBe('certificate-issuer-unknown');
    });
  });
});

describe('a console whose vendors, heartbeat and proxy are behind a private authority', () => {
  const LOGIN = 'watcher:hunter2-proxy-secret';
  let console: ConsoleUnderTest;
  let authority: Authority;
  let certificates: Certificate[];
  let proxy: HttpProxy;
  let fronts: TlsFront[];
  let watcher: Server;
  let beats = 0;

  beforeAll(async () => {
    authority = await makeAuthority();
    certificates = [await authority.issue(), await authority.issue({ host: 'far.test' })];
    const [near, far] = certificates as [Certificate, Certificate];
    watcher = createServer({ cert: readFileSync(near.certFile), key: readFileSync(near.keyFile) });
    watcher.on('request', (_request, response: ServerResponse) => {
      beats += 1;
      response.end();
    });
    await once(watcher.listen(0, '127.0.0.1'), 'listening');
    console = await ConsoleUnderTest.start({
      environments: ['dev'],
      variables: async (sandbox) => {
        const vendors = await startTlsFront(far, Number(new URL(sandbox.http).port));
        proxy = await HttpProxy.start(LOGIN, { 'far.test:443': vendors.port });
        const secureProxy = await startTlsFront(near, Number(proxy.address.split(':')[1]));
        fronts = [vendors, secureProxy];
        return {
          ...sandboxVariables({ ...sandbox, http: 'https://far.test' }, ['dev']),
          HTTPS_PROXY: secureProxy.url.replace('https://', `https://${LOGIN}@`),
          HEARTBEAT_URL: `https://localhost:${(watcher.address() as AddressInfo).port}/ping`,
          TLS_CA_FILE: authority.caFile,
          // Through two fronts and a proxy, on a machine that may be busy.
          CHECK_TIMEOUT_SECONDS: '15',
        };
      },
      files: { 'endpoints.json': { dev: { api: { verify: false } } } },
    });
    await console.checked();
  });
  afterAll(async () => {
    await console.close();
    fronts.forEach((front) => front.close());
    proxy.close();
    watcher.close();
    await Promise.all([authority, ...certificates].map((made) => made.remove()));
  });

  it('reaches all of them by one CA file', async () => {
    const { body } = await console.get<Overview>('/internal/overview');
    const statuses = body.environments[0]?.services.map(({ service, status }) => [service, status]) ?? [];
    expect(Object.fromEntries(statuses)).toMatchObject({
      sentry: 'up',
      discord: 'up',
      // Its certificate ends within a day.
      endpoints: 'degraded',
    });
    expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT far.test:443']));
    await console.until('/health/live', () => beats > 0);
    expect(beats).toBeGreaterThan(0);
  });

  it('warns of an endpoint whose certificate is not verified', async () => {
    const { body } = await console.get<ConsoleConfig>('/internal/config');
    expect(body.warnings).toEqual([
      {
        code: 'certificate-unverified',
        service: 'endpoints',
        channel: null,
        environments: ['dev'],
        variables: ['endpoints.json: dev'],
        params: { cause: 'api', suggestion: 'TLS_CA_FILE_DEV' },
      },
    ]);
  });

  it('names the file for each service that it serves', async () => {
    const { body } = await console.get<ConsoleConfig>('/internal/config');
    const named = body.environments[0]?.services.flatMap(({ service, settings }) =>
      settings['caFile'] === authority.caFile ? [service] : [],
    );
    expect(named).toEqual(['sentry', 'uptimerobot', 'discord']);
  });
});
