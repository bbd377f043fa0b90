import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Network } from '@envscope/integrations/network/network.js';
import { makeCertificate, type Certificate } from '@envscope/testing/servers/certificate.js';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createSecureServer, createServer as createHttp2Server } from 'node:http2';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createEndpointsClient } from './endpoints.client.js';
import { endpointsSection } from './endpoints.settings.js';

describe('an endpoint over TLS', () => {
  let mine: Certificate;
  let other: Certificate;
  let server: Server;
  const seen: string[] = [];

  beforeAll(async () => {
    [mine, other] = await Promise.all([makeCertificate(), makeCertificate()]);
    server = createServer(identity(), (request, response) => {
      seen.push(String(request.headers['x-key']));
      response.end('ok');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(async () => {
    server.close();
    await Promise.all([mine.remove(), other.remove()]);
  });

  const identity = () => ({ cert: readFileSync(mine.certFile), key: readFileSync(mine.keyFile) });
  const fingerprint = ({ ca }: Certificate): string => new X509Certificate(ca).fingerprint256;
  const urlOf = (listener: Pick<Server, 'address'>, host = 'localhost'): string =>
    `https://${host}:${(listener.address() as AddressInfo).port}/`;

  function settingsOf(url: string, options: object, caFile?: string) {
    const file = { dev: { api: { headers: { 'x-key': 'secret' }, ...options } } };
    const parse = (name: string, text: string): unknown =>
      endpointsSection.variables[name]?.schema.parse(text);
    const values = {
      ENDPOINTS: parse('ENDPOINTS', `api=${url}`),
      ...(caFile ? { TLS_CA_FILE: parse('TLS_CA_FILE', caFile) } : {}),
    };
    return endpointsSection.compose(values, 'dev', endpointsSection.file?.schema.parse(file)) as Parameters<
      typeof endpointsSection.describe
    >[0] & { endpoints: Parameters<typeof createEndpointsClient>[0] };
  }

  async function ask(
    options: object,
    { caFile, url = urlOf(server) }: { caFile?: string; url?: string } = {},
  ) {
    const client = createEndpointsClient(settingsOf(url, options, caFile).endpoints, new Network());
    const [endpoint] = client.endpoints;
    if (!endpoint) throw new Error('No endpoint');
    try {
      const answer = await client.ask(endpoint, AbortSignal.timeout(10_000));
      expect(answer.certificateExpiresAt).toBeGreaterThan(Date.now());
      return String(answer.httpStatus);
    } catch (error) {
      return (error as { reason: { code: string } }).reason.code;
    } finally {
      client.close();
    }
  }

  it('is trusted by the environment’s CA file, and by its own', async () => {
    expect(await ask({})).toBe('certificate-self-signed');
    expect(await ask({}, { caFile: mine.certFile })).toBe('200');
    expect(await ask({ caFile: mine.certFile }, { caFile: other.certFile })).toBe('200');
  });

  it('is held to its host name by a CA file', async () => {
    const url = urlOf(server, '127.0.0.2');
    const elsewhere = createServer(identity()).listen(Number(new URL(url).port), '127.0.0.2');
    await once(elsewhere, 'listening');
    expect(await ask({ caFile: mine.certFile }, { url })).toBe('certificate-wrong-host');
    elsewhere.close();
  });

  it('learns nothing where its certificate is not the pinned one', async () => {
    seen.length = 0;
    expect(await ask({ certificateSha256: fingerprint(other) })).toBe('certificate-pin-mismatch');
    expect(seen).toEqual([]);
    expect(await ask({ certificateSha256: fingerprint(mine).toLowerCase() })).toBe('200');
    expect(seen).toEqual(['secret']);
  });

  it('is believed unseen only where settings say so', async () => {
    expect(await ask({ verify: false })).toBe('200');
    expect(await ask({ verify: true })).toBe('certificate-self-signed');
  });

  it('marks what is believed unseen', () => {
    const { settings } = endpointsSection.describe(
      settingsOf(urlOf(server), { verify: false }, mine.certFile),
    );
    expect(settings).toMatchObject({ unverifiedCertificates: ['api'], caFiles: [mine.certFile] });
  });

  it('says that its server speaks HTTP/2 alone', async () => {
    const modern = createSecureServer(identity(), (_request, response) => response.end()).listen(
      0,
      '127.0.0.1',
    );
    await once(modern, 'listening');
    expect(await ask({ caFile: mine.certFile }, { url: urlOf(modern) })).toBe('http2-required');
    modern.close();
  });

  it('says so of HTTP/2 without TLS, as servers of gRPC speak it', async () => {
    const modern = createHttp2Server().listen(0, '127.0.0.1');
    await once(modern, 'listening');
    const url = `http://127.0.0.1:${(modern.address() as AddressInfo).port}/`;
    expect(await ask({}, { url })).toBe('http2-required');
    modern.close();
  });

  it.each([
    {
      story: 'is not there',
      file: () => '/nowhere/ca.pem',
      fault: 'names /nowhere/ca.pem, which cannot be read: ENOENT',
    },
    { story: 'holds a key', file: () => mine.keyFile, fault: 'which holds no certificate in PEM form' },
  ])('refuses a CA file that $story', ({ file, fault }) => {
    const issues = endpointsSection.variables['TLS_CA_FILE']?.schema.safeParse(file()).error?.issues;
    expect(issues?.map(({ message }) => message)).toEqual([expect.stringContaining(fault)]);
  });
});
