import type { CheckStatus, Reason, ReasonCode } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { evidenceOf } from './evidence.js';

const evidence = (status: CheckStatus, code?: ReasonCode, params: Reason['params'] = {}, isByProxy = false) =>
  evidenceOf({ status, reason: code ? { code, params } : null }, isByProxy);

describe('evidenceOf', () => {
  it.each([
    ['up', undefined, 'reached'],
    ['down', 'unexpected-status', 'reached'],
    ['unknown', 'server-error', 'reached'],
    ['down', 'certificate-expired', 'reached'],
    ['degraded', 'slow', 'reached'],
    ['down', 'timeout', 'unreached'],
    ['down', 'refused', 'unreached'],
    ['unknown', 'name-server-silent', 'unreached'],
    ['down', 'name-not-resolved', 'unreached'],
    ['unknown', 'no-local-address', 'unreached'],
    ['unknown', 'proxy-failed', 'unreached'],
    ['down', 'unreachable-by-proxy', 'unreached'],
    ['unknown', 'rate-limited', null],
    ['down', 'webhook-gone', null],
    ['unknown', 'internal-fault', null],
    ['paused', undefined, null],
  ] as const)('%s, %s: %s', (status, code, expected) => expect(evidence(status, code)).toBe(expected));

  it('takes the error of a gateway for no answer of the host where a proxy may have written it', () => {
    expect(evidence('down', 'unexpected-status', { httpStatus: 503 })).toBe('reached');
    expect(evidence('down', 'unexpected-status', { httpStatus: 503 }, true)).toBeNull();
    expect(evidence('down', 'unexpected-status', { httpStatus: 500 }, true)).toBe('reached');
  });

  it('takes a proxy that refuses one host for one that serves others, unless it wants a login', () => {
    expect(evidence('unknown', 'proxy-failed', { httpStatus: 403 })).toBeNull();
    expect(evidence('unknown', 'proxy-failed', { httpStatus: 407 })).toBe('unreached');
  });
});
