import { UnsupportedMediaTypeException } from '@nestjs/common';
import { isHeartbeatPath } from '../api-path.js';
import type { NextFunction, Request, Response } from 'express';

/**
 * Refuses bodies that are not JSON. Unread they would count as none, and a handler that may do without one would do more
 * than it was asked to.
 */
export function jsonBodiesOnly() {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const isRefused = hasBody(request) && !isHeartbeatPath(request.path) && !request.is('application/json');
    return next(isRefused ? new UnsupportedMediaTypeException() : undefined);
  };
}

/** A length of nothing is no body, whatever its type. */
function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
