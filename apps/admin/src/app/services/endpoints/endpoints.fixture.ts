import type { EndpointResult, EndpointsSnapshot } from '@envscope/contracts/index.js';

function sight(name: string, differs: Partial<EndpointResult> = {}): EndpointResult {
  return {
    name,
    url: `https://api.staging.example.test/${name}`,
    method: 'GET',
    status: 'up',
    httpStatus: 200,
    latencyMs: 84,
    timings: { connectMs: null, tlsMs: null, firstByteMs: 83.2, totalMs: 84.1 },
    redirectedTo: null,
    certificateExpiresAt: '2027-01-20T00:00:00.000Z',
    certificateDaysLeft: 58,
    isCertificateVerified: true,
    isBodyMatched: null,
    expectedStatus: '2xx',
    checkedAt: '2026-11-23T07:00:00.000Z',
    ...differs,
  };
}

/** One endpoint answers nothing, one the wrong thing, one with a certificate that nobody renewed. */
export const ENDPOINTS: EndpointsSnapshot = {
  endpoints: [
    sight('payments', {
      status: 'down',
      httpStatus: null,
      latencyMs: null,
      timings: null,
      certificateExpiresAt: null,
      certificateDaysLeft: null,
    }),
    sight('checkout', {
      status: 'down',
      httpStatus: 503,
      latencyMs: 2_310,
      timings: { connectMs: 2.4, tlsMs: 35.2, firstByteMs: 2_260.1, totalMs: 2_310.4 },
      isBodyMatched: false,
    }),
    sight('search', {
      status: 'degraded',
      certificateDaysLeft: 6,
      certificateExpiresAt: '2026-11-29T00:00:00.000Z',
    }),
    sight('legacy', {
      redirectedTo: 'https://www.staging.example.test/',
      certificateDaysLeft: -2,
      certificateExpiresAt: '2026-11-21T00:00:00.000Z',
    }),
    sight('health', {
      isBodyMatched: true,
      latencyMs: 0,
      timings: { connectMs: null, tlsMs: null, firstByteMs: 0.3, totalMs: 0.4 },
    }),
    sight('users'),
    sight('orders', { latencyMs: 412, timings: null }),
  ],
  sampledAt: '2026-11-23T07:00:00.000Z',
};
