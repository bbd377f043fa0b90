import { NameServer, type NameAnswer } from '@envscope/testing/servers/name-server.js';
import { afterEach, describe, expect, it } from '@jest/globals';
import { NameResolver } from './name-resolver.js';

const FOREVER = new AbortController().signal;

describe('NameResolver', () => {
  let server: NameServer;
  const zone = new Map<string, NameAnswer>();
  const clock = { ms: 0 };

  const start = async (
    answers: Record<string, NameAnswer>,
    files: Parameters<typeof NameServer.start>[1] = {},
  ) => {
    zone.clear();
    Object.entries(answers).forEach(([name, answer]) => zone.set(name, answer));
    server = await NameServer.start((name) => zone.get(name) ?? 'NXDOMAIN', files);
    return new NameResolver(server.paths, () => clock.ms);
  };
  const textsOf = async (resolver: NameResolver, name: string, signal = FOREVER) =>
    (await resolver.resolve(name, signal)).map(({ address }) => address);
  const codeOf = (resolver: NameResolver, name: string) =>
    resolver.resolve(name, FOREVER).then(
      () => 'resolved',
      (error: unknown) => (error as NodeJS.ErrnoException).code,
    );

  afterEach(() => server.close());

  it('asks for both kinds of addresses, IPv6 first', async () => {
    const resolver = await start({ 'both.test': { addresses: ['127.0.0.1', '127.0.0.2', '::1'] } });
    expect(await textsOf(resolver, 'Both.test')).toEqual(['::1', '127.0.0.1', '127.0.0.2']);
    expect(server.asked.toSorted()).toEqual(['A both.test', 'AAAA both.test']);
  });

  it('does not ask for what is an address, a line of the hosts file or localhost', async () => {
    const resolver = await start({}, { hosts: '127.0.0.7 db DB.internal # old\n::1 db\n' });
    expect(await textsOf(resolver, '127.0.0.1')).toEqual(['127.0.0.1']);
    expect(await textsOf(resolver, 'db')).toEqual(['127.0.0.7', '::1']);
    expect(await textsOf(resolver, 'db.internal')).toEqual(['127.0.0.7']);
    expect(await textsOf(resolver, 'api.localhost')).toEqual(['127.0.0.1', '::1']);
    expect(server.asked).toEqual([]);
  });

  it('goes along the search list as the number of dots says', async () => {
    const resolver = await start(
      {
        'api.one.test': 'NXDOMAIN',
        'api.two.test': { addresses: ['127.0.0.2'] },
        'a.b': { addresses: ['127.0.0.3'] },
      },
      { resolvConf: 'search one.test two.test\n' },
    );
    expect(await textsOf(resolver, 'api')).toEqual(['127.0.0.2']);
    expect(await textsOf(resolver, 'a.b')).toEqual(['127.0.0.3']);
    expect(server.asked.filter((question) => question.startsWith('A '))).toEqual([
      'A api.one.test',
      'A api.two.test',
      'A a.b',
    ]);
  });

  it('asks once for all who wait, and not again for half a minute', async () => {
    const resolver = await start({ 'slow.test': { addresses: ['127.0.0.1'], afterMs: 50 } });
    await Promise.all([textsOf(resolver, 'slow.test'), textsOf(resolver, 'slow.test')]);
    clock.ms += 29_000;
    await textsOf(resolver, 'slow.test');
    expect(server.asked).toHaveLength(2);
    clock.ms += 2_000;
    await textsOf(resolver, 'slow.test');
    expect(server.asked).toHaveLength(4);
  });

  it('waits for a name server that takes its time, however quick it was before', async () => {
    const resolver = await start({ 'slow.test': { addresses: ['127.0.0.9'], afterMs: 1_500 } });
    for (let index = 0; index < 5; index += 1) {
      zone.set(`fast${index}.test`, { addresses: ['127.0.0.1'] });
      await textsOf(resolver, `fast${index}.test`);
    }
    expect(await textsOf(resolver, 'slow.test')).toEqual(['127.0.0.9']);
  });

  it('does without IPv6 where the name server never answers for it', async () => {
    const resolver = await start({ 'four.test': 'silent about IPv6' });
    expect(await textsOf(resolver, 'four.test')).toEqual(['127.0.0.1']);
  });

  it.each<{ answer: NameAnswer; code: string }>([
    { answer: 'NXDOMAIN', code: 'ENOTFOUND' },
    { answer: { addresses: [] }, code: 'ENODATA' },
    { answer: 'SERVFAIL', code: 'ESERVFAIL' },
    { answer: 'silent', code: 'ETIMEOUT' },
  ])('fails with $code after $answer', async ({ answer, code }) => {
    const resolver = await start({ 'bad.test': answer });
    expect(await codeOf(resolver, 'bad.test')).toBe(code);
  });

  it('says of a name that met silence before that it is silent, in less time than a short check has', async () => {
    const resolver = await start({ 'quiet.test': 'silent' });
    expect(await codeOf(resolver, 'quiet.test')).toBe('ETIMEOUT');
    await expect(resolver.resolve('quiet.test', AbortSignal.timeout(4_000))).rejects.toMatchObject({
      code: 'ETIMEOUT',
    });
    zone.set('quiet.test', { addresses: ['127.0.0.1'] });
    expect(await textsOf(resolver, 'quiet.test')).toEqual(['127.0.0.1']);
  });

  it.each(['SERVFAIL', 'silent'] as const)('keeps the last good address through %s', async (trouble) => {
    const resolver = await start({ 'shop.test': { addresses: ['127.0.0.1'] } });
    await textsOf(resolver, 'shop.test');
    zone.set('shop.test', trouble);
    clock.ms += 60_000;
    expect(await textsOf(resolver, 'shop.test')).toEqual(['127.0.0.1']);
  });

  it('forgets the last good address when DNS says that the name is gone', async () => {
    const resolver = await start({ 'shop.test': { addresses: ['127.0.0.1'] } });
    await textsOf(resolver, 'shop.test');
    zone.set('shop.test', 'NXDOMAIN');
    clock.ms += 60_000;
    expect(await codeOf(resolver, 'shop.test')).toBe('ENOTFOUND');
    zone.set('shop.test', 'SERVFAIL');
    expect(await codeOf(resolver, 'shop.test')).toBe('ESERVFAIL');
  });

  it('lets a waiter go by its own signal, and answers the others', async () => {
    const resolver = await start({ 'slow.test': { addresses: ['127.0.0.1'], afterMs: 200 } });
    const leaving = new AbortController();
    const left = textsOf(resolver, 'slow.test', leaving.signal);
    const stayed = textsOf(resolver, 'slow.test');
    leaving.abort(new Error('over'));
    await expect(left).rejects.toThrow('over');
    expect(await stayed).toEqual(['127.0.0.1']);
  });

  it('reads its files again when they have changed', async () => {
    const resolver = await start({});
    expect(await codeOf(resolver, 'new.test')).toBe('ENOTFOUND');
    await server.write('hosts', '127.0.0.8 new.test');
    clock.ms += 60_000;
    // The files are checked by the real clock, at most once a second.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await textsOf(resolver, 'new.test')).toEqual(['127.0.0.8']);
  });

  it('asks the system itself for what DNS does not have, where it has other sources', async () => {
    const resolver = await start({}, { nsswitch: 'hosts: files mdns4_minimal [NOTFOUND=return] dns\n' });
    expect(await codeOf(resolver, 'nowhere.invalid')).toBe('ENOTFOUND');
  });

  describe('lookup', () => {
    const lookUp = (resolver: NameResolver, options: { all?: boolean; family?: number }) =>
      new Promise((resolve) =>
        resolver.lookup('both.test', options, (error, address, family) =>
          resolve(error ? error.code : [address, family]),
        ),
      );

    it("answers as Node's own", async () => {
      const resolver = await start({ 'both.test': { addresses: ['127.0.0.1', '::1'] } });
      expect(await lookUp(resolver, {})).toEqual(['::1', 6]);
      expect(await lookUp(resolver, { family: 4 })).toEqual(['127.0.0.1', 4]);
      expect(await lookUp(resolver, { all: true })).toEqual([
        [
          { address: '::1', family: 6 },
          { address: '127.0.0.1', family: 4 },
        ],
        undefined,
      ]);
    });

    it('fails where no address is of the wanted kind', async () => {
      const resolver = await start({ 'both.test': { addresses: ['127.0.0.1'] } });
      expect(await lookUp(resolver, { family: 6 })).toBe('ENODATA');
    });
  });
});
