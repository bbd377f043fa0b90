import { Refusal } from '@envscope/contracts/index.js';
import type { NextFunction, Request, Response } from 'express';
import { isApiPath } from '../api-path.js';

/**
 * Refuses what pages of other sites make a browser ask of the API, which costs us though they cannot read it. Browsers say
 * so in `Sec-Fetch-Site`; programs say nothing and pass. A link to the documentation may stand anywhere, as to any page.
 */
export function ownSiteOnly() {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const site = request.headers['sec-fetch-site'];
    const isForeign = site === 'cross-site' || site === 'same-site';
    const isRefused = isForeign && isApiPath(request.path) && !isLinkToDocumentation(request);
    return next(isRefused ? new Refusal('foreign-site') : undefined);
  };
}

function isLinkToDocumentation({ method, path, headers }: Request): boolean {
  return method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && /^\/api\/docs\/?$/.test(path);
}
