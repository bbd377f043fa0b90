import type { ChannelTestReport, ConsoleConfig, Dashboard, Overview } from '@envscope/contracts/index.js';
import { makeCertificate, type Certificate } from '@envscope/testing/servers/certificate.js';
import { HttpProxy } from '@envscope/testing/servers/http-proxy.js';
import { startTlsFront, type TlsFront } from '@envscope/testing/servers/tls-front.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { ConsoleUnderTest } from './testing/console-under-test.js';

/** A name that nobody but the proxy knows. */
const FAR = 'http://far.test';
const SECURE = 'https://far.test';
const DASHBOARD = '/internal/environments/dev/dashboard';
const LOGIN = 'watcher:hunter2-proxy-secret';

describe('a console behind a proxy', () => {
  let console: ConsoleUnderTest;
  let proxy: HttpProxy;
  let certificate: Certificate;
  let front: TlsFront;
  const trusted = getCACertificates('default');

  beforeAll(async () => {
    certificate = await makeCertificate('far.test');
    setDefaultCACertificates([...trusted, certificate.ca]);
    console = await ConsoleUnderTest.start({
      environments: ['dev'],
      variables: async (sandbox) => {
        const port = Number(new URL(sandbox.http).port);
        front = await startTlsFront(certificate, port);
        proxy = await HttpProxy.start(LOGIN, {
          'far.test:80': port,
          'near.test:80': port,
          'far.test:443': front.port,
        });
        return {
          HTTP_PROXY: 'http://upper-case.invalid',
          http_proxy: proxy.url,
          HTTPS_PROXY: proxy.url,
          NO_PROXY: 'near.test',
          SENTRY_BASE_URL: `${FAR}/sentry`,
          UPTIMEROBOT_BASE_URL: `${FAR}/uptimerobot`,
          DISCORD_WEBHOOK_URL_DEV: `${FAR}/discord/api/webhooks/100000000000000001/sandbox-dev-token`,
          ALERT_WEBHOOK_URL_DEV: `${SECURE}/hooks/dev`,
          ALERT_WEBHOOK_SECRET_DEV: 'sandbox-hook-secret-dev',
          HEARTBEAT_URL: `${FAR}/heartbeat`,
          ENDPOINTS_DEV: [
            `far=${FAR}/app/dev/health`,
            `secure=${SECURE}/app/dev/health`,
            `loopback=${sandbox.http}/app/dev/health`,
            'excepted=http://near.test/app/dev/health',
            `direct=${FAR}/direct`,
          ].join(),
        };
      },
      files: { 'endpoints.json': { dev: { direct: { useProxy: false } } } },
    });
    await console.checked();
  });
  afterAll(async () => {
    await console.close();
    proxy.close();
    front.close();
    setDefaultCACertificates(trusted);
    await certificate.remove();
  });

  const statusOf = async (service: string) => {
    const { body } = await console.get<Overview>('/internal/overview');
    return body.environments[0]?.services.find((each) => each.service === service)?.status;
  };
  const endpoints = async () => {
    return endpointsOf((await console.get<Dashboard>(DASHBOARD)).body);
  };
  const endpointsOf = ({ services }: Dashboard) => {
    const card = services.find(({ service }) => service === 'endpoints');
    const results = (card?.snapshot?.['endpoints'] ?? []) as { name: string; status: string }[];
    return Object.fromEntries(results.map(({ name, status }) => [name, status]));
  };
  const countTunnels = () => proxy.asked.filter((asked) => asked === 'CONNECT far.test:443').length;
  const test = async (channel: string): Promise<ChannelTestReport> => {
    const { status, body } = await console.post<ChannelTestReport>(`/internal/channels/${channel}/tests`);
    // Tests of one channel are paced.
    return status === 429 ? test(channel) : body;
  };

  it.each([
    ['sentry', 'up'],
    // One of its monitors has not been checked yet.
    ['uptimerobot', 'unknown'],
    ['discord', 'up'],
  ])('watches %s by it', async (service, status) => {
    expect(await statusOf(service)).toBe(status);
    expect(proxy.asked.filter((asked) => asked.startsWith(`GET ${FAR}/${service}`))).not.toEqual([]);
  });

  it('checks endpoints by it, save for loopback, exceptions, and what is to go direct', async () => {
    expect(await endpoints()).toEqual({
      far: 'up',
      // Its certificate ends within a day.
      secure: 'degraded',
      loopback: 'up',
      excepted: 'down',
      direct: 'down',
    });
    const asked = proxy.asked.filter((each) => /\/(?:app|direct)|near|^CONNECT/.test(each));
    expect(new Set(asked)).toEqual(new Set([`GET ${FAR}/app/dev/health`, 'CONNECT far.test:443']));
  });

  it('calls the heartbeat by it', () => {
    expect(proxy.asked).toContain(`GET ${FAR}/heartbeat`);
  });

  it('posts to Discord and to the webhook by it', async () => {
    expect(await test('dev.discord')).toMatchObject({ isDelivered: true });
    const posts = proxy.asked.filter((asked) => asked.startsWith('POST'));
    expect(posts.at(-1)).toContain(`${FAR}/discord/api/v10/webhooks/100000000000000001/sandbox-dev-token`);
    const tunnels = countTunnels();
    expect(await test('dev.webhook')).toMatchObject({ isDelivered: true });
    expect(countTunnels()).toBe(tunnels + 1);
  });

  it('is unknown where the proxy takes no login', async () => {
    proxy.refusal = 407;
    await console.checkAgain('dev');
    await console.until<Dashboard>(DASHBOARD, (dashboard) => endpointsOf(dashboard)['far'] === 'unknown');
    expect(await endpoints()).toMatchObject({ loopback: 'up' });
    expect(await test('dev.webhook')).toMatchObject({
      isDelivered: false,
      reason: { code: 'proxy-failed', params: { proxy: proxy.address, httpStatus: 407 } },
    });
  });

  it('shows which proxy serves a service, and never its login', async () => {
    const { body } = await console.get<ConsoleConfig>('/internal/config');
    const { address } = proxy;
    const settings = Object.fromEntries(
      (body.environments[0]?.services ?? []).map((each) => [each.service, each.settings['proxy']]),
    );
    expect(settings).toEqual({
      sentry: [address],
      uptimerobot: [address],
      discord: [address],
      endpoints: [`far: ${address}`, `secure: ${address}`],
    });
    const ofChannels = (body.environments[0]?.channels ?? []).flatMap(({ kind, settings: { proxy: by } }) =>
      by === undefined ? [] : [[kind, by]],
    );
    expect(ofChannels).toEqual([
      ['discord', [address]],
      ['webhook', [address]],
    ]);
    expect(body.proxies).toEqual({ heartbeat: address, errorReports: null });
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });
});
