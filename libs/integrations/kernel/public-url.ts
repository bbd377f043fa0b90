/**
 * A URL as people may see it: without user, password, query values and fragment, each of which may hold a secret; a
 * query leaves `?…` behind. Text that is no URL stays as it is.
 */
export function publicUrl(text: string): string {
  if (!URL.canParse(text)) return text;
  const { protocol, host, pathname, search } = new URL(text);
  return host === '' ? text : `${protocol}//${host}${pathname}${search === '' ? '' : '?…'}`;
}
