import type { ConsoleConfig } from '@envscope/contracts/index.js';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ConsoleUnderTest } from '../../testing/console-under-test.js';
import { UntrustedProxy } from './untrusted-proxy.js';

// A whole console starts.
jest.setTimeout(120_000);

describe('a proxy that TRUST_PROXY does not name', () => {
  afterEach(() => void jest.restoreAllMocks());

  const forwarded = { headers: { 'x-forwarded-for': '192.0.2.1' } };

  it('is warned of in the log once, without what the header holds', () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const proxy = new UntrustedProxy({ trustedProxies: [] });
    proxy.note({ headers: {} });
    expect([proxy.isSeen, warn.mock.calls.length]).toEqual([false, 0]);
    for (let time = 0; time < 3; time += 1) proxy.note(forwarded);
    expect([proxy.isSeen, warn.mock.calls.length]).toEqual([true, 1]);
    expect(warn.mock.calls.join()).toContain('TRUST_PROXY');
    expect(warn.mock.calls.join()).not.toContain('192.0.2.1');
  });

  it.each([1, [{ address: '127.0.0.1', prefix: 32 }]])(
    'is not there where %j is trusted',
    (trustedProxies) => {
      const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
      const proxy = new UntrustedProxy({ trustedProxies });
      proxy.note(forwarded);
      expect([proxy.isSeen, warn.mock.calls.length]).toEqual([false, 0]);
    },
  );

  it('is among the warnings of the settings, whatever was asked through it', async () => {
    const console = await ConsoleUnderTest.start({ environments: ['dev'] });
    const warnings = async () =>
      (await console.get<ConsoleConfig>('/internal/config')).body.warnings.filter(
        ({ code }) => code === 'proxy-not-trusted',
      );
    expect(await warnings()).toEqual([]);
    await console.get('/nowhere', forwarded.headers);
    expect(await warnings()).toEqual([
      {
        code: 'proxy-not-trusted',
        service: null,
        channel: null,
        environments: [],
        variables: ['TRUST_PROXY'],
        params: {},
      },
    ]);
    await console.close();
  });
});
