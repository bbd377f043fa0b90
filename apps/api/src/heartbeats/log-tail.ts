import { LONGEST_LOG_BYTES } from '@envscope/contracts/index.js';
import { PayloadTooLargeException } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { isHeartbeatPath } from '../http/api-path.js';

/** More is not read, whoever sends it: a job sends the end of its log. */
const MOST_READ_BYTES = 16 * 1024 * 1024;

/**
 * Reads the body of a heartbeat, of whatever media type, as text, and keeps its end. Before Nest's parsers: `curl --data-binary`
 * calls everything a form.
 */
export function logBodies() {
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (!isHeartbeatPath(request.path)) return next();
    let kept = Buffer.alloc(0);
    let readBytes = 0;
    request
      .on('data', (chunk: Buffer) => {
        readBytes += chunk.length;
        kept = Buffer.concat([kept, chunk]).subarray(-LONGEST_LOG_BYTES);
        if (readBytes <= MOST_READ_BYTES) return;
        request.removeAllListeners('data').removeAllListeners('end').resume();
        next(new PayloadTooLargeException());
      })
      .once('end', () => {
        request.body = textOf(kept);
        next();
      });
  };
}

/** The end of a log as people may read it: without colors and other control characters, and from a whole character on. */
export function textOf(bytes: Buffer): string {
  return (
    new TextDecoder()
      .decode(bytes)
      .replace(/^\uFFFD+/, '')
      .replace(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex -- they are what is to go
      .replace(/\u001B\[[0-9;?]*[A-Za-z]|[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
  );
}
