import { loginFault } from '@envscope/environments/url-login.js';

/**
 * A URL as people may see it: without user, password, query values and fragment, each of which may hold a secret; a
 * query leaves `?…` behind. Where login and host cannot be kept apart only the scheme is left. Text that is no URL
 * stays as it is.
 */
export function publicUrl(text: string): string {
  const [scheme] = /^[a-z][a-z\d+.-]*:\/\//i.exec(text) ?? [];
  const url = URL.parse(text);
  if (scheme !== undefined && (!url || loginFault(text) !== undefined)) return `${scheme}…`;
  if (!url || url.host === '') return text.includes('@') ? '…' : text;
  const { protocol, host, pathname, search } = url;
  return `${protocol}//${host}${pathname}${search === '' ? '' : '?…'}`;
}
