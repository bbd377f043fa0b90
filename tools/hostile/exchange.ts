import { request } from 'node:http';
import type { HostileRequest } from './mischief.ts';

/** What came back of a hostile request. */
export interface HostileAnswer {
  /** 0: none came in time, or the connection was cut. */
  readonly status: number;
  readonly contentType: string;
  /** What of it was read. */
  readonly body: string;
  readonly bytes: number;
  readonly tookMs: number;
}

/** A caller would have hung up. */
const LONGEST_WAIT_MS = 10_000;
/** Of a stream its beginning is enough. */
const STREAM_MS = 200;
const MOST_BYTES = 32 * 1024 * 1024;

/** Sends a request as it is, on a connection of its own, and reads its answer to the end. */
export function exchange(
  url: string,
  { operation, path, headers, body }: HostileRequest,
): Promise<HostileAnswer> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const chunks: Buffer[] = [];
    let bytes = 0;
    let [status, contentType] = [0, ''];
    const finish = (): void => {
      clearTimeout(late);
      outgoing.destroy();
      const text = Buffer.concat(chunks).toString('utf8');
      resolve({ status, contentType, body: text, bytes, tookMs: Math.round(performance.now() - startedAt) });
    };
    const outgoing = request(`${url}${path}`, {
      method: operation.method,
      agent: false,
      headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
    });
    const late = setTimeout(() => {
      status = 0;
      finish();
    }, LONGEST_WAIT_MS);
    outgoing.on('error', finish).on('response', (incoming) => {
      [status, contentType] = [incoming.statusCode ?? 0, incoming.headers['content-type'] ?? ''];
      if (contentType.startsWith('text/event-stream')) setTimeout(finish, STREAM_MS);
      incoming
        .on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes <= MOST_BYTES) chunks.push(chunk);
        })
        .on('end', finish)
        .on('error', finish);
    });
    outgoing.end(body);
  });
}
