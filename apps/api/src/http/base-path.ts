import type { NextFunction, Request, Response } from 'express';

/** The path below which people see the console, without a slash at its end: '' where it has a host of its own. */
export function basePathOf(publicUrl: string | undefined): string {
  return publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '');
}

/**
 * Takes the path of the public URL off a request, so that a proxy may pass the path on or take it off itself. `originalUrl`
 * keeps what was asked for.
 */
export function withoutBasePath(basePath: string) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const rest = request.url.slice(basePath.length);
    const isBelow = request.url.startsWith(basePath) && /^(?:[/?]|$)/.test(rest);
    if (basePath !== '' && isBelow) request.url = rest.startsWith('/') ? rest : `/${rest}`;
    next();
  };
}
