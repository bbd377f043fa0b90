import { startStalledListener, type StalledListener } from '@envscope/testing/servers/stalled-listener.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Dialer, inTurns } from './dialer.js';
import { literalAddress, type Address } from './names/resolver-files.js';

const addresses = (...texts: string[]): Address[] => texts.flatMap((text) => literalAddress(text) ?? []);

describe('inTurns', () => {
  it.each([
    { given: ['::1', '::2', '127.0.0.1', '127.0.0.2'], expected: ['::1', '127.0.0.1', '::2', '127.0.0.2'] },
    { given: ['127.0.0.1', '127.0.0.2', '::1'], expected: ['127.0.0.1', '::1', '127.0.0.2'] },
    { given: ['::1', '127.0.0.1', '127.0.0.2'], expected: ['::1', '127.0.0.1', '127.0.0.2'] },
    { given: ['127.0.0.1'], expected: ['127.0.0.1'] },
  ])('takes $expected of $given', ({ given, expected }) => {
    expect(inTurns(addresses(...given)).map(({ address }) => address)).toEqual(expected);
  });
});

describe('Dialer', () => {
  let server: Server;
  let port: number;
  let dead: StalledListener;
  const opened: Socket[] = [];

  beforeEach(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
    dead = await startStalledListener('127.0.0.2', port);
  });
  afterEach(() => {
    opened.splice(0).forEach((socket) => socket.destroy());
    server.close();
    dead.close();
  });

  const dial = async (texts: string[], signal = AbortSignal.timeout(10_000)): Promise<string | undefined> => {
    const dialer = new Dialer({ resolve: () => Promise.resolve(addresses(...texts)) });
    const socket = await dialer.connect('host.test', port, signal);
    opened.push(socket);
    return socket.remoteAddress;
  };

  it('reaches the second address while the first is silent', async () => {
    expect(await dial(['127.0.0.2', '127.0.0.1'])).toBe('127.0.0.1');
  });

  it('goes on waiting for a slow address when the other one refuses', async () => {
    const dialing = dial(['127.0.0.2', '127.0.0.3']);
    dead.resume();
    expect(await dialing).toBe('127.0.0.2');
  });

  it('tries the next address at once when one refuses', async () => {
    // One after another with a quarter of a second each would be too late for this deadline.
    const refusing = Array.from({ length: 40 }, (_, index) => `127.0.1.${index + 1}`);
    expect(await dial([...refusing, '127.0.0.1'], AbortSignal.timeout(8_000))).toBe('127.0.0.1');
  });

  it('fails with what the address answered, not with what the machine lacks', async () => {
    await expect(dial(['255.255.255.255', '127.0.0.3'])).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it("ends with the caller's own deadline, whatever is under way", async () => {
    const deadline = new AbortController();
    const dialing = dial(['127.0.0.2', '127.0.0.2'], deadline.signal);
    deadline.abort(new DOMException('The deadline passed', 'TimeoutError'));
    await expect(dialing).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('does not begin after its end', async () => {
    await expect(dial(['127.0.0.1'], AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
  });
});
