import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { readingsOf } from './endpoints.charset.js';

/** As much of a body as was wanted. */
export interface Body {
  /** Its text, in every reading that a browser could choose. */
  readonly readings: readonly string[];
  /** More came than was read. */
  readonly isCut: boolean;
}

/** Nobody asked for it. */
export const UNREAD: Body = { readings: [], isCut: false };

/** More than this of what nobody reads is not waited for. */
const MOST_DRAINED_BYTES = 256 * 1024;
/** https://www.rfc-editor.org/rfc/rfc9110#section-8.4: more than a server, a proxy and a CDN would each add. */
const MOST_CODINGS = 4;

// As browsers have it, a compressed body that lacks its end counts for as far as it goes: HTTP shows where it breaks off.
const AS_FAR_AS_IT_GOES = { finishFlush: constants.Z_SYNC_FLUSH } as const;

/** By names of https://www.iana.org/assignments/http-parameters#content-coding. */
const DECODERS: Readonly<Record<string, (first: number) => Transform>> = {
  gzip: () => createGunzip(AS_FAR_AS_IT_GOES),
  'x-gzip': () => createGunzip(AS_FAR_AS_IT_GOES),
  // Some servers leave zlib's header out; with it the first byte names method 8.
  deflate: (first) =>
    (first & 0x0f) === 8 ? createInflate(AS_FAR_AS_IT_GOES) : createInflateRaw(AS_FAR_AS_IT_GOES),
  br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  zstd: () =>
    createZstdDecompress({
      finishFlush: constants.ZSTD_e_flush,
      // RFC 9659: 8 MiB of window, so that a few bytes cannot ask for gigabytes of memory.
      params: { [constants.ZSTD_d_windowLogMax]: 23 },
    }),
};

/**
 * Reads, decompresses and decodes a body, `limitBytes` of it after decompression at the most, and holds no more than that.
 * Rejects with `IntegrationError` where it cannot be decompressed, and with the stream's error where it breaks off.
 */
export async function readBody(incoming: IncomingMessage, limitBytes: number): Promise<Body> {
  const { headers } = incoming;
  const codings = codingsOf(headers['content-encoding']);
  const { bytes, isCut } = await collect(incoming, codings, limitBytes);
  return { readings: readingsOf(bytes, headers['content-type'], isCut), isCut };
}

/** Waits for the end of a body that nobody reads, up to a limit. */
export function drain(incoming: Readable): Promise<Body> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    incoming
      .on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes >= MOST_DRAINED_BYTES) resolve(UNREAD);
      })
      .once('end', () => resolve(UNREAD))
      .once('error', reject);
  });
}

function codingsOf(header: string | undefined): string[] {
  const codings = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  const strange = codings.find((coding) => !Object.hasOwn(DECODERS, coding));
  if (strange === undefined && codings.length <= MOST_CODINGS) return codings;
  const params = { encoding: strange ?? codings.join(', ') };
  throw new IntegrationError('encoding-unknown', 'Compressed in an unknown way', { params });
}

function collect(
  incoming: IncomingMessage,
  codings: readonly string[],
  limitBytes: number,
): Promise<{ bytes: Buffer; isCut: boolean }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = (isCut: boolean): void => {
      stages.forEach((stage) => stage.destroy());
      resolve({ bytes: Buffer.concat(chunks, Math.min(length, limitBytes)), isCut });
    };
    const fail = (error: Error): void => {
      stages.forEach((stage) => stage.destroy());
      reject(error);
    };
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limitBytes) finish(true);
    };
    const stages: Transform[] = [];
    incoming.once('error', fail);
    // The stages are made at the first byte: without any there is nothing to decompress, whatever the header says.
    incoming.once('end', () => stages.length === 0 && finish(false));
    if (codings.length === 0) return void incoming.on('data', take);
    incoming.once('data', (first: Buffer) => {
      for (const coding of codings.toReversed()) {
        const stage = DECODERS[coding]?.(first[0] ?? 0);
        if (stage) stages.push(stage.on('error', () => fail(undecodable(coding))));
      }
      stages.forEach((stage, index) => stages[index + 1] && stage.pipe(stages[index + 1] as Transform));
      stages
        .at(-1)
        ?.on('data', take)
        .once('end', () => finish(false));
      stages[0]?.write(first);
      incoming.pipe(stages[0] as Transform);
    });
  });
}

function undecodable(coding: string): IntegrationError {
  return new IntegrationError('invalid-answer', `Not ${coding}`, { params: { where: coding } });
}
