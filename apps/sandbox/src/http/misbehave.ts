import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../faults.ts';
import { html, json, type Reply } from './exchange.ts';
import { isVendorFault, type VendorFault } from './stand-in.ts';

const HUGE_CHUNK = 'x'.repeat(64 * 1024);
const HUGE_CHUNKS = 1024;

/** What a fault may turn to: the answer that would have been given, and the vendor's own wording. */
export interface Replies {
  ordinary(): Reply;
  refused(fault: VendorFault): Reply;
  /** The request as a careless proxy repeats it: `POST /path?query`, and its headers. */
  readonly repeated: string;
}

/** Answers, or fails to answer, as the fault says. Wire faults never reach a route unless they need its answer. */
export async function misbehave(fault: Fault, response: ServerResponse, replies: Replies): Promise<void> {
  if (fault.delayMs !== undefined) await pause(fault.delayMs);
  if (isVendorFault(fault)) return write(response, replies.refused(fault));
  switch (fault.kind) {
    case 'hang':
      return;
    case 'down':
      response.socket?.destroy();
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang-mid-body':
      await writeHalf(response, replies.ordinary());
      return;
    case 'half-body':
      await writeHalf(response, replies.ordinary());
      response.socket?.destroy();
      return;
    case 'invalid-json':
      return write(response, whole(fault, 'application/json', '{"data": [{"id": 1, "name": '));
    case 'empty':
      return write(response, whole(fault, 'application/json', ''));
    case 'html':
      return write(
        response,
        html(fault.status ?? 200, '<!DOCTYPE html><title>Please wait</title><h1>Just a moment…</h1>'),
      );
    case 'no-content': {
      const { status } = replies.ordinary();
      return write(response, whole({ ...fault, status: status < 300 ? 204 : status }, 'text/plain', ''));
    }
    case 'echo':
      return write(response, echoed(replies.repeated, fault.status ?? 502));
    case 'huge':
      return writeHuge(response, fault.status ?? 200);
    default:
      return write(response, replies.ordinary());
  }
}

/** Writes an answer in one piece, after its delay. */
export async function write(response: ServerResponse, reply: Reply): Promise<void> {
  if (reply.delayMs !== undefined) await pause(reply.delayMs);
  response.writeHead(reply.status, { ...reply.headers, ...lengthOf(reply) });
  response.end(reply.body);
}

function whole({ status = 200 }: Fault, contentType: string, body: string): Reply {
  return { status, headers: { 'content-type': contentType }, body };
}

/** Repeats a request in every field that vendors use for an error, plainly and in base64, and in where a redirect leads. */
function echoed(repeated: string, status: number): Reply {
  const message = `Cannot ${repeated} (${Buffer.from(repeated).toString('base64')})`;
  const body = { code: 0, statusCode: status, message, detail: message, error: message };
  const location = `/repeated/${encodeURIComponent(repeated)}?message=${encodeURIComponent(repeated)}`;
  return json(status, body, status >= 300 && status < 400 ? { location } : {});
}

function lengthOf({ status, body }: Reply): Record<string, string> {
  return status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
}

/** Promises the whole body by its length and sends half of it; resolves when that half has left. */
function writeHalf(response: ServerResponse, reply: Reply): Promise<void> {
  // A body of nothing could not be cut short, so that at least one byte is promised and never sent.
  const body = Buffer.from(reply.body.length > 1 ? reply.body : '{}');
  const status = reply.status === 204 ? 200 : reply.status;
  response.writeHead(status, { ...reply.headers, 'content-length': String(body.length) });
  return new Promise((sent) => response.write(body.subarray(0, body.length >> 1), () => sent()));
}

/** Streams 64 MiB of valid JSON, without a length, for as long as somebody reads. */
async function writeHuge(response: ServerResponse, status: number): Promise<void> {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.write('{"data":"');
  for (let chunk = 0; chunk < HUGE_CHUNKS && !response.destroyed; chunk++) {
    if (!response.write(HUGE_CHUNK)) await drained(response);
  }
  response.end('"}');
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const resume = () => {
      response.off('drain', resume).off('close', resume);
      resolve();
    };
    response.on('drain', resume).on('close', resume);
  });
}
