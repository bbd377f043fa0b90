import type { AuditEntry } from '@envscope/contracts/index.js';
import { Network } from '@envscope/integrations/network/network.js';
import { chained } from '@envscope/store/access/audit-chain.js';
import { auditDraftOf } from '@envscope/testing/audit.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { AuditWebhook } from './audit-webhook.js';

const SECRET = 'a-shared-secret-of-some-length';
const entry = (number: number): AuditEntry => chained(auditDraftOf(number), null);

describe('AuditWebhook', () => {
  let server: Server;
  let webhook: AuditWebhook;
  let statuses: number[];
  let taken: { headers: IncomingHttpHeaders; body: string }[];

  beforeEach(async () => {
    statuses = [];
    taken = [];
    server = createServer((request, response) => {
      void text(request).then((body) => {
        taken.push({ headers: request.headers, body });
        response.writeHead(statuses.shift() ?? 204).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/audit`;
    webhook = new AuditWebhook(new Network(), { auditWebhook: { url, secret: SECRET }, ca: undefined });
  });
  afterEach(async () => {
    webhook.onApplicationShutdown();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    jest.restoreAllMocks();
  });

  async function until(isThere: () => boolean): Promise<void> {
    for (const deadline = Date.now() + 10_000; !isThere() && Date.now() < deadline;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  const idsIn = (body: string) => (JSON.parse(body) as { entries: AuditEntry[] }).entries.map(({ id }) => id);

  it('posts what is recorded, signed', async () => {
    webhook.send(entry(1));
    await until(() => taken.length > 0);
    const [{ headers, body } = { headers: {}, body: '' }] = taken;
    const signed = `${String(headers['x-envscope-timestamp'])}.${body}`;
    const digest = createHmac('sha256', SECRET).update(signed).digest('hex');
    expect(headers['x-envscope-signature']).toBe(`v1=${digest}`);
    expect(JSON.parse(body)).toMatchObject({ entries: [entry(1)] });
  });

  it('posts again what was refused, in order, with what came meanwhile, and nobody waits', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    statuses = [500];
    webhook.send(entry(1));
    await until(() => taken.length === 1);
    webhook.send(entry(2));
    await until(() => taken.length === 2);
    expect(taken.map(({ body }) => idsIn(body))).toEqual([[entry(1).id], [entry(1).id, entry(2).id]]);
    expect(String(warned.mock.calls[0]?.[0])).toContain('it answers 500');
  });

  it('posts nothing where no settings name a receiver', async () => {
    const none = new AuditWebhook(new Network(), { auditWebhook: undefined, ca: undefined });
    none.send(entry(1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(taken).toEqual([]);
  });
});
