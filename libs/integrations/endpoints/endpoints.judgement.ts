import { instantOf, type Reason } from '@envscope/contracts/index.js';
import type { EndpointAnswer } from './endpoints.client.js';
import { endpointsService } from './endpoints.service.js';
import type { Endpoint } from './endpoints.settings.js';

const DAY_MS = 86_400_000;
const FEWEST_CERTIFICATE_DAYS = endpointsService.figures.certificateDaysLeft.rule.threshold;

/** What an endpoint's answer means for its status. */
export type EndpointVerdict =
  | { readonly status: 'up'; readonly reason?: undefined }
  | { readonly status: 'degraded' | 'down'; readonly reason: Reason };

/** Compares an answer with what settings expect; the gravest difference wins. `now` is epoch milliseconds. */
export function judgeAnswer(endpoint: Endpoint, answer: EndpointAnswer, now: number): EndpointVerdict {
  const { httpStatus, latencyMs, redirectedTo, certificateExpiresAt } = answer;
  if (!isExpected(endpoint, httpStatus)) {
    if (answer.refusedRedirect !== null) {
      const params = { location: answer.refusedRedirect, httpStatus };
      return { status: 'degraded', reason: { code: 'redirect-not-followed', params } };
    }
    const isRedirect = httpStatus >= 300 && httpStatus < 400 && redirectedTo !== null;
    return isRedirect
      ? down('redirected', { location: redirectedTo, httpStatus })
      : down('unexpected-status', { httpStatus, expected: expectedStatusOf(endpoint) });
  }
  if (answer.isBodyMatched === false && !answer.isBodyCut) return down('body-mismatch', { httpStatus });
  const daysLeft = daysUntil(certificateExpiresAt, now);
  const expiresAt = instantOf(certificateExpiresAt) ?? '';
  if (daysLeft !== null && daysLeft < 0) return down('certificate-expired', { expiresAt });
  if (latencyMs > endpoint.downOverMs) return down('slow', { latencyMs, limitMs: endpoint.downOverMs });
  // The content may well be there, further down than is read.
  if (answer.isBodyMatched === false) {
    const params = { httpStatus, limitBytes: endpoint.maxBodyBytes };
    return { status: 'degraded', reason: { code: 'body-limit-reached', params } };
  }
  if (latencyMs > endpoint.degradedOverMs) {
    const params = { latencyMs, limitMs: endpoint.degradedOverMs };
    return { status: 'degraded', reason: { code: 'slow', params } };
  }
  if (daysLeft !== null && daysLeft < FEWEST_CERTIFICATE_DAYS) {
    return { status: 'degraded', reason: { code: 'certificate-expiring', params: { expiresAt, daysLeft } } };
  }
  return { status: 'up' };
}

/** Whole days until a moment, negative once it passed; null where there is none. */
export function daysUntil(moment: number | null, now: number): number | null {
  return moment === null ? null : Math.floor((moment - now) / DAY_MS);
}

/** What settings expect, as people read it: `200, 3xx`. */
export function expectedStatusOf({ expectedStatus }: Endpoint): string {
  return expectedStatus.join(', ');
}

function isExpected({ expectedStatus }: Endpoint, httpStatus: number): boolean {
  return expectedStatus.some((expected) =>
    typeof expected === 'number'
      ? expected === httpStatus
      : expected.charAt(0) === String(httpStatus).charAt(0),
  );
}

function down(code: Reason['code'], params: Reason['params']): EndpointVerdict {
  return { status: 'down', reason: { code, params } };
}
