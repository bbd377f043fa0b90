import type { Request } from 'express';

/**
 * Whether the browser came by TLS: as the connection says, as a proxy says that `TRUST_PROXY` names, or because the request is for the
 * host of a public address that is `https://`.
 */
export function isOverTls(
  request: Pick<Request, 'secure' | 'headers'>,
  publicUrl: string | undefined,
): boolean {
  if (request.secure) return true;
  const url = publicUrl === undefined ? null : URL.parse(publicUrl);
  return url?.protocol === 'https:' && request.headers.host === url.host;
}
