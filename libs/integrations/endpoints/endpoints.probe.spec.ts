import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  EndpointResult,
  EndpointsSnapshot,
  type CheckResult,
  type EnvironmentId,
} from '@envscope/contracts/index.js';
import type { Environment } from '@envscope/environments/environments.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { Network } from '@envscope/integrations/network/network.js';
import { makeCertificate, type Certificate } from '@envscope/testing/servers/certificate.js';
import { describeProbeContract, limitsOf, observeAll } from '@envscope/testing/contracts/probe-contract.js';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { createEndpointsClient, type EndpointsClient } from './endpoints.client.js';
import { EndpointsProbe } from './endpoints.probe.js';
import { endpointsSection, type EndpointsSettings } from './endpoints.settings.js';

const PASSWORD = 'hunter2-secret';
const HEADER = 'header-secret';

/** A web server whose routes a spec writes, with what it was asked and over how many connections. */
class Site {
  readonly asked: IncomingMessage[] = [];
  connections = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => {
      this.connections += 1;
      this.sockets.add(socket);
    });
    server.on('request', (request: IncomingMessage) => this.asked.push(request));
  }

  static async open(server: Server): Promise<Site> {
    const site = new Site(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return site;
  }

  url(path: string, host = '127.0.0.1'): string {
    return `http://${host}:${(this.server.address() as AddressInfo).port}${path}`;
  }

  cutIdle(): void {
    this.sockets.forEach((socket) => socket.resetAndDestroy());
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}

const routes: RequestListener = (request, response) => {
  const path = new URL(request.url ?? '/', 'http://site').pathname;
  if (path === '/ok') response.end('{"status":"ok"}');
  else if (path === '/secret') response.writeHead(request.headers.authorization ? 200 : 401).end();
  else if (path === '/broken') response.writeHead(500).end('no');
  else if (path === '/moved') response.writeHead(302, { location: '/ok?session=abc' }).end();
  else if (path === '/loop') response.writeHead(302, { location: '/loop' }).end();
  else if (path === '/away') response.writeHead(307, { location: request.headers['x-to'] as string }).end();
  else if (path === '/far') response.writeHead(302, { location: `/${'far/'.repeat(2_000)}` }).end();
  else if (path === '/half')
    response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy());
  else if (path === '/stall') response.writeHead(200, { 'content-length': 100 }).write('half');
  else if (path === '/endless') pour(() => response.write('x'.repeat(64 * 1024)), response);
  else if (path === '/upgrade') response.writeHead(101, { connection: 'upgrade', upgrade: 'x' }).end();
  else if (path === '/nonsense') response.socket?.end('this is not HTTP\r\n\r\n');
  else if (path !== '/hang') response.writeHead(404).end();
};

function pour(
  write: () => boolean,
  response: { destroyed: boolean; once(event: 'drain', then: () => void): void },
) {
  while (!response.destroyed && write());
  if (!response.destroyed) response.once('drain', () => pour(write, response));
}

const opened: EndpointsClient[] = [];

function probeOf(text: string, options: Record<string, object> = {}, now?: () => number): EndpointsProbe {
  const settings = endpointsSection.compose(
    { ENDPOINTS: endpointsSection.variables['ENDPOINTS']?.schema.parse(text) },
    'dev',
    endpointsSection.file?.schema.parse({ dev: options }),
  );
  const build = ({ endpoints }: EndpointsSettings): EndpointsClient => {
    const client = createEndpointsClient(endpoints, new Network(), now);
    opened.push(client);
    return client;
  };
  return new EndpointsProbe(
    PerEnvironment.build('endpoints', [environment('dev', settings), environment('qa')], build),
  );
}

function environment(
  id: EnvironmentId,
  settings?: EndpointsSettings,
): Environment<{ endpoints: EndpointsSettings }> {
  const endpoints = settings
    ? ({
        state: 'configured',
        settings,
        credential: 'own',
        description: endpointsSection.describe(settings),
        intervalMs: 1,
      } as const)
    : ({ state: 'missing', variables: [`ENDPOINTS_${id.toUpperCase()}`], intervalMs: 1 } as const);
  return {
    id,
    name: { ko: id, en: id },
    color: '#000000',
    alerting: { language: 'en' },
    channels: [],
    sections: { endpoints },
  };
}

async function checkWith(probe: EndpointsProbe, limits = limitsOf()) {
  const { results, observedAt: sampledAt } = await observeAll(probe, 'dev', limits);
  const endpoints = results.map(({ detail }) => detail);
  return { results, snapshot: EndpointsSnapshot.parse({ endpoints, sampledAt }) };
}

const outcome = (results: readonly CheckResult[]): string[] =>
  results.map(({ target, status, reason }) => [target, status, reason?.code].join(' ').trim());

describe('EndpointsProbe', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open(createServer(routes));
  });
  afterAll(async () => {
    opened.forEach((client) => client.close());
    await site.close();
  });

  it('lists its endpoints with what settings say of each alone', () => {
    const terms = { intervalMs: 5_000, timeoutMs: 60_000, failureThreshold: 3, successThreshold: 1 };
    const probe = probeOf(`api=${site.url('/ok')},web=${site.url('/ok')}`, { api: terms });
    expect(probe.targets('dev')).toEqual([
      { id: 'api', ...terms, locations: 'all' },
      { id: 'web', intervalMs: undefined, timeoutMs: undefined, locations: 'all' },
    ]);
    expect(probe.targets('qa')).toEqual([]);
  });

  it('answers for one endpoint, with the detail of it', async () => {
    const probe = probeOf(`ok=${site.url('/ok')},gone=${site.url('/gone')}`);
    const { covers, results, snapshot } = await probe.observe('dev', limitsOf(), 'gone');
    expect([covers, snapshot, outcome(results)]).toEqual(['targets', null, ['gone down unexpected-status']]);
    expect(EndpointResult.parse(results[0]?.detail)).toMatchObject({ name: 'gone', httpStatus: 404 });
  });

  it('gives a result per endpoint, and the detail of each', async () => {
    const probe = probeOf(
      `ok=${site.url('/ok')},gone=${site.url('/gone')},shut=http://127.0.0.1:1/,lost=http://no.invalid/`,
    );
    const { results, snapshot } = await checkWith(probe);
    expect(outcome(results)).toEqual([
      'ok up',
      'gone down unexpected-status',
      'shut down refused',
      'lost down name-not-resolved',
    ]);
    expect(results[0]?.measurements).toEqual({ statusCode: 200 });
    expect(snapshot.endpoints[0]).toMatchObject({
      name: 'ok',
      httpStatus: 200,
      certificateDaysLeft: null,
    });
    expect(snapshot.endpoints[1]).toMatchObject({ status: 'down', expectedStatus: '2xx' });
  });

  it('lets no endpoint wait for another', async () => {
    const probe = probeOf(`slow=${site.url('/hang')},ok=${site.url('/ok')}`, { slow: { timeoutMs: 150 } });
    const { results } = await checkWith(probe);
    expect(outcome(results)).toEqual(['slow down timeout', 'ok up']);
    expect(results[0]?.reason?.params).toEqual({ limitMs: 150 });
  });

  it('searches the body for what it must hold', async () => {
    const probe = probeOf(`has=${site.url('/ok')},lacks=${site.url('/ok')}`, {
      has: { bodyContains: '"ok"' },
      lacks: { bodyContains: 'ready' },
    });
    const { results, snapshot } = await checkWith(probe);
    expect(outcome(results)).toEqual(['has up', 'lacks down body-mismatch']);
    expect(snapshot.endpoints.map(({ isBodyMatched }) => isBodyMatched)).toEqual([true, false]);
  });

  it('calls an answer that breaks off down', async () => {
    const probe = probeOf(`half=${site.url('/half')},stall=${site.url('/stall')}`, {
      stall: { timeoutMs: 150 },
    });
    expect(outcome((await checkWith(probe)).results)).toEqual([
      'half down connection-lost',
      'stall down timeout',
    ]);
  });

  it('reads no more than it must of an answer without an end', async () => {
    const probe = probeOf(`plain=${site.url('/endless')},read=${site.url('/endless')}`, {
      read: { bodyContains: 'xxx' },
    });
    expect(outcome((await checkWith(probe)).results)).toEqual(['plain up', 'read up']);
  });

  it('survives a switch of protocols that nobody asked for', async () => {
    const probe = probeOf(`odd=${site.url('/upgrade')}`);
    expect(outcome((await checkWith(probe)).results)).toEqual(['odd down connection-lost']);
  });

  it('shows only the beginning of a target without an end', async () => {
    const probe = probeOf(`far=${site.url('/far')}`, { far: { followRedirects: false } });
    const { results, snapshot } = await checkWith(probe);
    expect(results[0]?.reason?.params['location']).toMatch(/^http:.{290,294}…$/);
    expect(snapshot.endpoints[0]?.redirectedTo).toMatch(/^http:.{490,494}…$/);
  });

  it('follows redirects and says where they led', async () => {
    const { results, snapshot } = await checkWith(probeOf(`moved=${site.url('/moved')}`));
    expect(outcome(results)).toEqual(['moved up']);
    expect(snapshot.endpoints[0]?.redirectedTo).toBe(site.url('/ok?…'));
  });

  it('takes a redirect for the answer where settings say so', async () => {
    const probe = probeOf(`moved=${site.url('/moved')},fine=${site.url('/moved')}`, {
      moved: { followRedirects: false },
      fine: { followRedirects: false, expectedStatus: [302] },
    });
    expect(outcome((await checkWith(probe)).results)).toEqual(['moved down redirected', 'fine up']);
  });

  it('gives up on redirects that run in circles', async () => {
    const { results } = await checkWith(probeOf(`loop=${site.url('/loop')}`));
    expect(outcome(results)).toEqual(['loop down redirected']);
  });

  it('sends method, headers and body as settings say', async () => {
    const probe = probeOf(`post=${site.url('/ok')}`, {
      post: { method: 'POST', body: '{"a":1}', headers: { 'Content-Type': 'application/json' } },
    });
    expect(outcome((await checkWith(probe)).results)).toEqual(['post up']);
    const asked = site.asked.at(-1);
    expect([asked?.method, asked?.headers['content-type'], asked?.headers['content-length']]).toEqual([
      'POST',
      'application/json',
      '7',
    ]);
  });

  it('shows neither password nor headers, and sends them to no other origin', async () => {
    const probe = probeOf(
      [
        `in=${site.url('/secret', `eve:${PASSWORD}@127.0.0.1`)}`,
        `away=${site.url('/away', `eve:${PASSWORD}@127.0.0.1`)}`,
        `broken=${site.url(`/broken?key=${PASSWORD}`)}`,
      ].join(','),
      { away: { headers: { 'x-key': HEADER, 'x-to': site.url('/secret', 'localhost') } } },
    );
    const { results, snapshot } = await checkWith(probe);
    expect(outcome(results)).toEqual([
      'in up',
      'away down unexpected-status',
      'broken down unexpected-status',
    ]);
    expect(
      site.asked.find(({ headers }) => headers.host?.startsWith('localhost'))?.headers,
    ).not.toHaveProperty('x-key');
    const shown = JSON.stringify([results, snapshot]);
    expect([PASSWORD, HEADER].filter((secret) => shown.includes(secret))).toEqual([]);
  });

  it('says that the content may be further down than it reads', async () => {
    const probe = probeOf(`far=${site.url('/endless')}`, {
      far: { bodyContains: 'absent', maxBodyBytes: 4_096 },
    });
    const { results } = await checkWith(probe);
    expect(outcome(results)).toEqual(['far degraded body-limit-reached']);
    expect(results[0]?.reason?.params).toEqual({ httpStatus: 200, limitBytes: 4_096 });
  });

  it.each(['POST', 'PUT', 'DELETE'])('sends no %s on to another server', async (method) => {
    const headers = { 'x-to': site.url('/ok', 'localhost') };
    const body = method === 'DELETE' ? {} : { body: `{"password":"${PASSWORD}"}` };
    const before = site.asked.length;
    const { results } = await checkWith(
      probeOf(`away=${site.url('/away')}`, { away: { method, headers, ...body } }),
    );
    expect(outcome(results)).toEqual(['away degraded redirect-not-followed']);
    expect(results[0]?.reason?.params).toEqual({ httpStatus: 307, location: site.url('', 'localhost') });
    expect(site.asked.length - before).toBe(1);
  });

  it('asks a thousand times over a bounded number of connections', async () => {
    const before = site.connections;
    const names = Array.from({ length: 1_000 }, (_, index) => `e${index}`);
    const many = names.map((name) => `${name}=${site.url('/ok')}`).join(',');
    // How long they take is the machine's affair.
    const anyPace = { degradedOverMs: 120_000, downOverMs: 120_000 };
    const options = Object.fromEntries(names.map((name) => [name, anyPace]));
    const { results } = await checkWith(probeOf(many, options), limitsOf({ timeoutMs: 60_000 }));
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['up']));
    expect(site.connections - before).toBeLessThanOrEqual(128);
  });

  it('keeps its connection from one check to the next, but not for ever', async () => {
    const clock = { ms: 0 };
    const probe = probeOf(`ok=${site.url('/ok')}`, {}, () => clock.ms);
    const before = site.connections;
    await checkWith(probe);
    await checkWith(probe);
    expect(site.connections - before).toBe(1);
    clock.ms = 300_001;
    await checkWith(probe);
    await checkWith(probe);
    expect(site.connections - before).toBe(2);
  });

  it('does not blame an endpoint for closing an idle connection', async () => {
    const probe = probeOf(`ok=${site.url('/ok')}`);
    await checkWith(probe);
    site.cutIdle();
    expect(outcome((await checkWith(probe)).results)).toEqual(['ok up']);
  });
});

describe('EndpointsProbe, over TLS,', () => {
  let site: Site;
  let certificate: Certificate;
  beforeAll(async () => {
    certificate = await makeCertificate();
    const files = { cert: readFileSync(certificate.certFile), key: readFileSync(certificate.keyFile) };
    site = await Site.open(createTlsServer(files, routes));
  });
  afterAll(async () => {
    await site.close();
    await certificate.remove();
  });

  const url = (): string => site.url('/ok', 'localhost').replace('http:', 'https:');

  it('does not trust a certificate that nobody vouches for', async () => {
    const { results } = await checkWith(probeOf(`tls=${url()}`));
    expect(outcome(results)).toEqual(['tls down certificate-self-signed']);
    expect(results[0]?.reason?.params).toEqual({ detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  it('says when the certificate expires, over a kept connection too', async () => {
    const trusted = getCACertificates('default');
    setDefaultCACertificates([...trusted, certificate.ca]);
    try {
      const probe = probeOf(`tls=${url()}`);
      await checkWith(probe);
      const { results, snapshot } = await checkWith(probe);
      expect(outcome(results)).toEqual(['tls degraded certificate-expiring']);
      expect(results[0]?.measurements).toEqual({ statusCode: 200, certificateDaysLeft: 0 });
      expect(snapshot.endpoints[0]?.certificateExpiresAt).toMatch(/^\d{4}-/);
    } finally {
      setDefaultCACertificates(trusted);
    }
  });
});

describeProbeContract(
  'EndpointsProbe',
  async () => {
    const stage = { path: '/ok' };
    const site = await Site.open(
      createServer((request, response) => {
        request.url = stage.path;
        routes(request, response);
      }),
    );
    return {
      probe: probeOf(`api=${site.url('/health', `eve:${PASSWORD}@127.0.0.1`)}`),
      environment: 'dev',
      unconfigured: 'qa',
      misbehave: (kind) => {
        stage.path = kind === 'hang' ? '/hang' : '/nonsense';
      },
      recover: () => {
        stage.path = '/ok';
      },
      close: () => site.close(),
    };
  },
  { snapshot: EndpointsSnapshot, silence: 'down', hasCredential: false, secrets: [PASSWORD] },
);
