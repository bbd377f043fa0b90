import express, { type Handler, type Request, type Response, type NextFunction } from 'express';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isApiPath } from './api-path.js';
import { allowScripts } from './guards/security-headers.js';
import { adminPage, type AdminPageOptions } from './page/admin-page.js';
import { styleNonceOf } from './page/style-nonce.js';

export interface AdminFilesOptions extends AdminPageOptions {
  /** HTML that says how things stand for the page that is asked for; '' for none. */
  readonly glanceAt: (request: Request) => Promise<string>;
}

const HASHED = /-[A-Za-z0-9_-]{8}\.(js|css)$/;

/**
 * Serves the built admin console: hashed files for a year, the page for every other path that is not the API's and not a
 * file's. A missing file is a 404, never the page.
 */
export function adminFiles(options: AdminFilesOptions): Handler[] {
  const { directory } = options;
  const files = express.static(directory, {
    index: false,
    setHeaders: (response, path) => {
      const isHashed = HASHED.test(path.replace(/\.br$/, ''));
      response.set('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return [precompressed(directory), files, page(options), missing].map(outsideApi);
}

/** Every request to the API would otherwise search the folder. */
function outsideApi(handler: Handler): Handler {
  return (request, response, next) => (isApiPath(request.path) ? next() : handler(request, response, next));
}

/** Answers with the `.br` file that the build left beside a file, to browsers that read it. */
function precompressed(directory: string): Handler {
  return (request: Request, response: Response, next: NextFunction) => {
    const { path } = request;
    const isSafe = /^\/[\w.-]+\.(js|css)$/.test(path);
    if (isSafe && request.acceptsEncodings('br') && existsSync(join(directory, `${path}.br`))) {
      response.type(path.endsWith('.css') ? 'text/css' : 'text/javascript');
      response.set({ 'content-encoding': 'br', vary: 'accept-encoding' });
      request.url = `${path}.br`;
    }
    next();
  };
}

function page({ glanceAt, ...options }: AdminFilesOptions): Handler {
  return (request: Request, response: Response, next: NextFunction) => {
    const isPage = ['GET', 'HEAD'].includes(request.method) && !/\.\w+$/.test(request.path);
    if (!isPage) return next();
    const styleNonce = styleNonceOf(response);
    glanceAt(request)
      .then((glance) => adminPage(options, { path: request.path, styleNonce, glance }))
      .then(({ html, ownScripts }) => {
        allowScripts(response, ownScripts);
        // What it says is for who asked alone.
        response.set('cache-control', 'private, no-cache').type('html').send(html);
      })
      .catch(next);
  };
}

function missing(_request: Request, response: Response): void {
  response.status(404).type('text/plain').send('Not found');
}
