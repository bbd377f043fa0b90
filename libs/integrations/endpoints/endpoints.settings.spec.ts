import { describe, expect, it } from '@jest/globals';
import { endpointsSection, type EndpointsSettings } from './endpoints.settings.js';

const variable = endpointsSection.variables['ENDPOINTS'];

function compose(text: string, file: unknown = {}): EndpointsSettings {
  const options = endpointsSection.file?.schema.parse(file);
  return endpointsSection.compose({ ENDPOINTS: variable?.schema.parse(text) }, 'dev', options);
}

function faultsOf(text: string): string[] {
  return variable?.schema.safeParse(text).error?.issues.map(({ message }) => message) ?? [];
}

describe('endpointsSection', () => {
  it('reads pairs that are separated by commas or line breaks', () => {
    const { endpoints } = compose(
      'api=http://localhost:8080/health, 결제=https://pay.example.test/?a=1\nweb=http://w.test',
    );
    expect(endpoints.map(({ name, url }) => [name, url.href])).toEqual([
      ['api', 'http://localhost:8080/health'],
      ['결제', 'https://pay.example.test/?a=1'],
      ['web', 'http://w.test/'],
    ]);
  });

  it.each(['2', '0', '10000', '3.5', 'many'])('refuses a limit of %s checks for each host', (text) => {
    const limit = endpointsSection.common['ENDPOINTS_PER_HOST'];
    expect(limit?.schema.safeParse(text).success).toBe(false);
    expect(limit?.schema.parse('3')).toBe(3);
  });

  it("reads an endpoint's own interval, deadline and thresholds, and says which are its own", () => {
    const terms = { intervalMs: 5_000, timeoutMs: 500, failureThreshold: 3, successThreshold: 1 };
    const settings = compose('api=http://a.test,web=http://w.test', { dev: { api: terms } });
    expect(settings.endpoints).toMatchObject([terms, { name: 'web', intervalMs: undefined }]);
    expect(endpointsSection.describe(settings).settings).toMatchObject({
      ownIntervals: ['api: 5 s'],
      ownTimeouts: ['api: 0.5 s'],
      ownFailureThresholds: ['api: 3'],
      ownSuccessThresholds: ['api: 1'],
    });
    expect(endpointsSection.describe(compose('web=http://w.test')).settings).not.toHaveProperty(
      'ownIntervals',
    );
  });

  it.each([
    { intervalMs: 999 },
    { intervalMs: 86_400_001 },
    { timeoutMs: 0 },
    { failureThreshold: 0 },
    { successThreshold: 1.5 },
  ])('refuses %j', (options) => {
    expect(() => compose('api=http://a.test', { dev: { api: options } })).toThrow();
  });

  it.each([
    { story: 'a pair without a URL', text: 'api=, web=http://w.test', fault: 'pair 1 must be an http' },
    { story: 'a pair without a name', text: 'http://w.test', fault: 'pair 1 needs a name' },
    {
      story: 'another protocol',
      text: 'api=ftp://w.test',
      fault: 'pair 1 must be an http:// or https:// URL',
    },
    {
      story: 'a name that comes twice',
      text: 'a=http://w.test,a=http://v.test',
      fault: 'pairs 1 and 2 have the same name',
    },
    { story: 'nothing but commas', text: ' , ', fault: 'must hold at least one' },
  ])('refuses $story', ({ text, fault }) => {
    expect(faultsOf(text)).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    'https://eve:s3cret@w.test/',
    'api=https://eve:1,s3cret@w.test/',
    'api=https://eve:1,s3cret=2@w.test/',
    'api=https://eve:1/s3cret@w.test/',
    'api=https://eve:1?s3cret@w.test/',
    'api=https://eve:1#s3cret@w.test/',
    'api=https://eve:1@s3cret@w.test/',
  ])('refuses %s, says what to encode and repeats none of it', (text) => {
    const faults = faultsOf(text).join();
    expect(faults).toMatch(/%2C/);
    expect(faults).not.toMatch(/s3cret|eve/);
  });

  it('sends user and password as basic authorization and shows neither', () => {
    const settings = compose('api=https://eve:s%40cret@w.test/x?token=abc');
    expect(settings.endpoints[0]?.headers).toEqual({
      authorization: `Basic ${Buffer.from('eve:s@cret').toString('base64')}`,
    });
    expect(settings.endpoints[0]?.url.href).toBe('https://w.test/x?token=abc');
    expect(endpointsSection.describe(settings)).toEqual({
      settings: { endpoints: ['api: https://w.test/x?…'] },
      vendorUrl: null,
      addresses: ['w.test:443'],
      calls: [{ name: 'api', origin: 'https://w.test', isDirect: false }],
    });
  });

  it('takes a percent sign in a password that encodes nothing', () => {
    const [api] = compose('api=https://eve:50%off@w.test/').endpoints;
    expect(api?.headers['authorization']).toBe(`Basic ${Buffer.from('eve:50%off').toString('base64')}`);
  });

  it('lays the options of endpoints.json over the defaults', () => {
    const options = { headers: { 'X-Key': 'k' }, expectedStatus: [401, '3xx'], downOverMs: 900 };
    const { endpoints } = compose('api=http://w.test,web=http://w.test', { dev: { api: options } });
    expect(endpoints[0]).toMatchObject({
      method: 'GET',
      headers: { 'x-key': 'k' },
      expectedStatus: [401, '3xx'],
      downOverMs: 900,
    });
    expect(endpoints[1]).toMatchObject({ expectedStatus: ['2xx'], degradedOverMs: 2_000, downOverMs: 5_000 });
  });

  it.each([
    { story: 'an option that does not exist', file: { dev: { api: { expectStatus: [200] } } } },
    { story: 'a class of status that does not exist', file: { dev: { api: { expectedStatus: ['9xx'] } } } },
    { story: 'a header that could not be sent', file: { dev: { api: { headers: { a: 'b\r\nc' } } } } },
  ])('refuses $story', ({ file }) => {
    expect(endpointsSection.file?.schema.safeParse(file).success).toBe(false);
  });

  it('counts bodies and the credentials in them among the secrets', () => {
    const outcome = (body: string) => {
      const settings = compose('api=http://w.test', { dev: { api: { method: 'POST', body } } });
      return endpointsSection.secrets?.(settings);
    };
    const json = '{"user":"eve","login":{"password":"s3cret!"},"apiKeys":["k-123456"]}';
    expect(outcome(json)).toEqual([json, 's3cret!', 'k-123456']);
    expect(outcome('user=eve&token=t%20123456')).toEqual(['user=eve&token=t%20123456', 't 123456']);
  });

  it('refuses options for an endpoint that nobody named', () => {
    expect(() => compose('api=http://w.test', { dev: { app: {} } })).toThrow(
      'is an endpoint that ENDPOINTS_DEV does not name',
    );
  });
});
