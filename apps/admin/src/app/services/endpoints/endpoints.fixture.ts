import type { EndpointResult, EndpointsSnapshot } from '@envscope/contracts/index.js';

function sight(name: string, differs: Partial<EndpointResult> = {}): EndpointResult {
  return {
    name,
    url: `https://api.staging.example.test/${name}`,
    method: 'GET',
    status: 'up',
    httpStatus: 200,
    latencyMs: 84,
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
      certificateExpiresAt: null,
      certificateDaysLeft: null,
    }),
    sight('checkout', { status: 'down', httpStatus: 503, latencyMs: 2_310, isBodyMatched: false }),
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
    sight('health', { isBodyMatched: true, latencyMs: 0 }),
    sight('users'),
    sight('orders', { latencyMs: 412 }),
  ],
  sampledAt: '2026-11-23T07:00:00.000Z',
};
