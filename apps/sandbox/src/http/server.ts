import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Faults } from '../faults.ts';
import type { CallLedger } from './call-ledger.ts';
import { text, type Call } from './exchange.ts';
import { misbehave, write } from './misbehave.ts';
import type { Mounted, StandIn } from './stand-in.ts';

/** More than any of the services accepts, and little enough to be held in memory. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** What one HTTP server serves, and on which clock. */
export interface HttpOptions {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly standIns: readonly StandIn[];
  /** They answer as they are: no faults, and their calls are not counted. */
  readonly beside: readonly Mounted[];
  readonly faults: Faults;
  readonly ledger: CallLedger;
  now(): number;
}

/** A server that listens. */
export interface RunningHttp {
  readonly port: number;
  /** Resolves when the port is free again; whoever still waits for an answer is cut off. */
  close(): Promise<void>;
}

/** Serves the stand-ins on one port. A fault that is armed is applied before any route is looked up. */
export async function startHttp(options: HttpOptions): Promise<RunningHttp> {
  const server = createServer((request, response) => {
    serve(request, response, options).catch((error: unknown) => {
      process.stderr.write(`sandbox: ${request.method} ${request.url} failed: ${String(error)}\n`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.host, resolve);
  });
  return { port: portOf(server), close: () => close(server) };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpOptions,
): Promise<void> {
  const { standIns, beside, faults, ledger } = options;
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox');
  const isUnder = ({ mount }: Mounted) => pathname === mount || pathname.startsWith(`${mount}/`);
  const body = await read(request);
  if (body === undefined) return write(response, text(413, 'Payload Too Large'));
  const callOf = ({ mount }: Mounted): Call => ({
    method: request.method ?? 'GET',
    path: pathname.slice(mount.length),
    query: searchParams,
    headers: request.headers,
    body,
    base: `http://${request.headers.host ?? 'localhost'}${mount}`,
    atMs: options.now(),
  });
  const plain = beside.find(isUnder);
  if (plain !== undefined) return write(response, plain.answer(callOf(plain)));
  const standIn = standIns.find(isUnder);
  if (standIn === undefined) return write(response, text(404, 'Nothing stands here.'));
  const call = callOf(standIn);
  ledger.record(standIn.service, standIn.credentialOf(call));
  const fault = faults.take(standIn.service, standIn.environmentOf(call));
  if (fault === undefined) return write(response, standIn.answer(call));
  return misbehave(fault, response, {
    ordinary: () => standIn.answer(call),
    refused: (vendorFault) => standIn.refuse(vendorFault, call),
    repeated: `${request.method} ${request.url} ${request.rawHeaders.join(' ')}`,
  });
}

/** The whole body; undefined when it is larger than anything that a stand-in accepts. */
async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // What is too much is read to its end all the same: leaving early would close the line before the answer.
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return length <= MAX_BODY_BYTES ? Buffer.concat(chunks, length) : undefined;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
