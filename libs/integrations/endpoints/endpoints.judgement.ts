import { instantOf, type Measurements } from '@envscope/contracts/index.js';
import { degraded, down, measured, up, type Finding } from '@envscope/integrations/kernel/checks/finding.js';
import type { EndpointAnswer } from './endpoints.client.js';
import { endpointsService } from './endpoints.service.js';
import type { Endpoint } from './endpoints.settings.js';

const DAY_MS = 86_400_000;
const FEWEST_CERTIFICATE_DAYS = endpointsService.figures.certificateDaysLeft.rule.threshold;

/** The status by an answer, compared with what settings expect; the most severe difference wins. `now` is epoch milliseconds. */
export function judge(endpoint: Endpoint, answer: EndpointAnswer, now: number): Finding {
  const { httpStatus, latencyMs, redirectedTo, certificateExpiresAt } = answer;
  if (!isExpected(endpoint, httpStatus)) {
    if (answer.refusedRedirect !== null) {
      return degraded('redirect-not-followed', { location: answer.refusedRedirect, httpStatus });
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
    return degraded('body-limit-reached', { httpStatus, limitBytes: endpoint.maxBodyBytes });
  }
  if (latencyMs > endpoint.degradedOverMs) {
    return degraded('slow', { latencyMs, limitMs: endpoint.degradedOverMs });
  }
  if (daysLeft !== null && daysLeft < FEWEST_CERTIFICATE_DAYS) {
    return degraded('certificate-expiring', { expiresAt, daysLeft });
  }
  return up();
}

/** The figures that become history. `now` is epoch milliseconds. */
export function measure({ httpStatus, certificateExpiresAt }: EndpointAnswer, now: number): Measurements {
  return measured(endpointsService, {
    statusCode: httpStatus,
    certificateDaysLeft: daysUntil(certificateExpiresAt, now),
  });
}

/** Whole days until a moment, negative once it passed; null where there is none. */
function daysUntil(moment: number | null, now: number): number | null {
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
