import { describe, expect, it } from '@jest/globals';
import type { EndpointAnswer } from './endpoints.client.js';
import { judge } from './endpoints.judgement.js';
import type { Endpoint } from './endpoints.settings.js';

const now = Date.parse('2026-10-02T12:00:00Z');
const inDays = (days: number): number => now + days * 86_400_000;

const endpoint: Endpoint = {
  name: 'api',
  url: new URL('https://api.example.test/health'),
  method: 'GET',
  headers: {},
  body: undefined,
  expectedStatus: ['2xx', 304],
  bodyContains: undefined,
  maxBodyBytes: 1_048_576,
  ca: undefined,
  pinnedSha256: undefined,
  locations: 'all',
  quorum: undefined,
  isVerified: true,
  intervalMs: undefined,
  timeoutMs: undefined,
  failureThreshold: undefined,
  successThreshold: undefined,
  degradedOverMs: 2_000,
  downOverMs: 5_000,
  followRedirects: true,
  useProxy: true,
};

const sound: EndpointAnswer = {
  httpStatus: 200,
  latencyMs: 120,
  timings: { connectMs: null, tlsMs: null, firstByteMs: 119, totalMs: 120 },
  redirectedTo: null,
  certificateExpiresAt: inDays(60),
  isBodyMatched: null,
  isBodyCut: false,
  refusedRedirect: null,
};

describe("the judgement of an endpoint's answer", () => {
  it.each<{ story: string; given: Partial<EndpointAnswer>; expected: string }>([
    { story: 'is content with what was expected', given: {}, expected: 'up' },
    { story: 'knows classes of status', given: { httpStatus: 204 }, expected: 'up' },
    { story: 'knows a single status', given: { httpStatus: 304 }, expected: 'up' },
    { story: 'calls any other status down', given: { httpStatus: 301 }, expected: 'down unexpected-status' },
    { story: 'calls a server error down', given: { httpStatus: 503 }, expected: 'down unexpected-status' },
    {
      story: 'names the redirect that was not to be',
      given: { httpStatus: 302, redirectedTo: 'https://login.example.test/' },
      expected: 'down redirected',
    },
    {
      story: 'wants the body that settings name',
      given: { isBodyMatched: false },
      expected: 'down body-mismatch',
    },
    { story: 'forgives just two seconds', given: { latencyMs: 2_000 }, expected: 'up' },
    { story: 'is warned by more than two seconds', given: { latencyMs: 2_001 }, expected: 'degraded slow' },
    { story: 'calls more than five seconds down', given: { latencyMs: 5_001 }, expected: 'down slow' },
    { story: 'trusts fourteen days', given: { certificateExpiresAt: inDays(14) }, expected: 'up' },
    {
      story: 'is warned by thirteen days',
      given: { certificateExpiresAt: inDays(13.9) },
      expected: 'degraded certificate-expiring',
    },
    {
      story: 'calls an expired certificate down',
      given: { certificateExpiresAt: inDays(-0.1) },
      expected: 'down certificate-expired',
    },
    {
      story: 'names what is most severe',
      given: { httpStatus: 500, latencyMs: 9_000, certificateExpiresAt: inDays(1) },
      expected: 'down unexpected-status',
    },
    {
      story: 'prefers being slow now to expiring later',
      given: { latencyMs: 3_000, certificateExpiresAt: inDays(1) },
      expected: 'degraded slow',
    },
  ])('$story', ({ given, expected }) => {
    const { status, reason } = judge(endpoint, { ...sound, ...given }, now);
    expect([status, reason?.code].join(' ').trim()).toBe(expected);
  });

  it('goes by the limits of the endpoint itself', () => {
    const impatient = { ...endpoint, degradedOverMs: 50, downOverMs: 100 };
    expect(judge(impatient, sound, now)).toEqual({
      status: 'down',
      reason: { code: 'slow', params: { latencyMs: 120, limitMs: 100 } },
    });
  });
});
