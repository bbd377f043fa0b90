import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { environmentsModule, environmentsOf } from '@envscope/testing/environments.js';
import { limitsOf } from '@envscope/testing/contracts/probe-contract.js';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { mongo as driver } from 'mongoose';
import { createSocket, type Socket } from 'node:dgram';
import dns from 'node:dns';
import { once } from 'node:events';
import { translate } from './mongodb.errors.js';
import { MongodbModule } from './mongodb.module.js';
import { MongodbProbe } from './mongodb.probe.js';
import { mongodbSection } from './mongodb.settings.js';

/** Response codes of DNS, RFC 1035 4.1.1; null: no answer at all. */
const ANSWERS = { 'no data': 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5, silence: null } as const;

/** A name server that has no record of anything. */
async function nameServer(responseCode: number | null): Promise<Socket> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket.on('message', (question, { port, address }) => {
    if (responseCode === null) return;
    const answer = Buffer.from(question);
    answer.writeUInt16BE(0x8180 | responseCode, 2);
    socket.send(answer, port, address);
  });
}

describe('MongodbProbe, of mongodb+srv://,', () => {
  const before = dns.getServers();
  const errors = jest.spyOn(Logger.prototype, 'error');
  const closing: (() => unknown)[] = [];
  beforeAll(() => void errors.mockImplementation(() => undefined));
  afterEach(async () => {
    dns.setServers(before);
    for (const close of closing.splice(0)) await close();
  });
  afterAll(() => errors.mockRestore());

  async function check() {
    const given = { dev: { MONGODB_URI: 'mongodb+srv://eve:secret@cluster.example.test/app' } };
    const environments = environmentsOf('mongodb', mongodbSection, given);
    const builder = Test.createTestingModule({
      imports: [environmentsModule(environments), MongodbModule.for(environments)],
    });
    const app = await builder.compile();
    await app.init();
    closing.push(() => app.close());
    const [result] = (await app.get(MongodbProbe).observe('dev', limitsOf({ timeoutMs: 10_000 }))).results;
    return [result?.status, result?.reason?.code, result?.reason?.params];
  }

  it.each([
    ['no data', 'name-without-record', { detail: 'ENODATA', record: 'SRV' }],
    ['SERVFAIL', 'name-server-failed', { detail: 'ESERVFAIL' }],
    ['NXDOMAIN', 'name-not-resolved', { detail: 'ENOTFOUND' }],
    ['REFUSED', 'name-server-failed', { detail: 'EREFUSED' }],
    ['silence', 'name-server-silent', { detail: 'ETIMEOUT' }],
  ] as const)('reports %s of a name server by a reason of its own', async (kind, code, params) => {
    const server = await nameServer(ANSWERS[kind]);
    closing.push(() => server.close());
    dns.setServers([`127.0.0.1:${server.address().port}`]);
    expect(await check()).toEqual(['down', code, params]);
    expect(errors).not.toHaveBeenCalled();
  });

  it('does not take a name server that is not there for a refusal by MongoDB', async () => {
    const server = await nameServer(0);
    const { port } = server.address();
    await new Promise<void>((resolve) => server.close(resolve));
    dns.setServers([`127.0.0.1:${port}`]);
    expect(await check()).toEqual(['down', 'name-server-failed', { detail: 'ECONNREFUSED' }]);
  });
});

describe('translate', () => {
  const kinds = Object.values(driver).filter(
    (value): value is typeof driver.MongoError =>
      typeof value === 'function' && value.prototype instanceof driver.MongoError,
  );
  /** What only writes, cursors, transactions, files and encryption meet, none of which the console uses. */
  const UNUSED = /Crypt|Bulk|Batch|Cursor|GridFS|ChangeStream|Transaction|MongoDriverError/;

  it.each(kinds.map(({ prototype, name }) => ({ prototype, name })).filter(({ name }) => !UNUSED.test(name)))(
    'knows a reason for $name',
    ({ prototype }) => {
      const error: unknown = Object.create(prototype);
      expect(translate(error)).toBeInstanceOf(IntegrationError);
    },
  );
});
