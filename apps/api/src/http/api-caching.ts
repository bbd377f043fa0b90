import type { NextFunction, Request, Response } from 'express';
import { isApiPath } from './api-path.js';

/**
 * Lets browsers keep what the API answered and ask with its ETag whether it is still so; nobody else may keep it, and nobody
 * may use it unasked.
 */
export function apiCaching() {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (isApiPath(request.path)) response.set('cache-control', 'private, no-cache');
    next();
  };
}
