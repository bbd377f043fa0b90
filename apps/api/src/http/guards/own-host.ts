import { Refusal } from '@envscope/contracts/index.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import type { NextFunction, Request, Response } from 'express';
import { isIP } from 'node:net';
import { isHeartbeatPath } from '../api-path.js';

/**
 * Refuses requests whose Host or Origin is not the console's own. A page on the internet can make its own name point to
 * 127.0.0.1 and then read what only this machine may (DNS rebinding); its Host is a name that we do not know. Addresses
 * are safe, since a rebound page cannot have one.
 */
export function ownHostOnly(settings: Pick<ConsoleSettings, 'host' | 'publicUrl'>) {
  const publicHost = settings.publicUrl ? new URL(settings.publicUrl).hostname : undefined;
  const names = new Set(['localhost', settings.host, publicHost]);
  const isOwn = (hostname: string) => names.has(hostname) || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;

  return (request: Request, _response: Response, next: NextFunction): void => {
    const host = request.headers.host ?? '';
    const url = URL.parse(`http://${host}`);
    // Jobs may reach the console by another name, such as that of its container; what they say is of use with a token alone.
    const isKnown = url && (isOwn(url.hostname) || isHeartbeatPath(request.path));
    if (!isKnown) return next(new Refusal('foreign-host'));
    const { origin } = request.headers;
    // An origin is own when it is the page that this very host served, or the public URL in front of it.
    const isForeign =
      origin !== undefined && URL.parse(origin)?.host !== host && !isPublic(origin, settings.publicUrl);
    return next(isForeign ? new Refusal('foreign-origin') : undefined);
  };
}

function isPublic(origin: string, publicUrl: string | undefined): boolean {
  return publicUrl !== undefined && new URL(publicUrl).origin === origin;
}
