import { Refusal } from '@envscope/contracts/index.js';
import type { NextFunction, Request, Response } from 'express';
import { isApiPath, OIDC_CALLBACK } from '../api-path.js';

/**
 * Refuses what pages of other sites make a browser ask of the API, which costs us though they cannot read it. Browsers say
 * so in `Sec-Fetch-Site`; programs say nothing and pass. A link to the documentation may stand anywhere, as to any page, and an
 * OpenID provider sends people back from its own.
 */
export function ownSiteOnly() {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const site = request.headers['sec-fetch-site'];
    const isForeign = site === 'cross-site' || site === 'same-site';
    const isRefused = isForeign && isApiPath(request.path) && !isPageOfApi(request);
    return next(isRefused ? new Refusal('foreign-site') : undefined);
  };
}

/** What a browser opens as a page, in a window of its own. */
function isPageOfApi({ method, path, headers }: Request): boolean {
  const isOpened = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] !== 'iframe';
  return method === 'GET' && isOpened && (/^\/api\/docs\/?$/.test(path) || path === OIDC_CALLBACK);
}
