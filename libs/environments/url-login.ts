/** What to do about a login that is not encoded; ends the sentences of those who refuse one. */
export const ENCODE_LOGIN =
  'write "@", ":", "/", "?", "#", "%" and "," in a user name or password as %40, %3A, %2F, %3F, %23, %25 and %2C';

/** A host as people write it when nothing but a path follows: no login could look like this and not be one by mistake. */
const PLAIN_HOST = /^(?:localhost|[\w-]+(?:\.[\w-]+)+|\[[\da-f:.]+\])$/i;

/**
 * Why a URL's login cannot be told from its host: a password with a bare `@`, `/`, `?` or `#` makes a parser take a piece
 * of it for the host, which people see. Undefined where only one reading is possible. Repeats nothing of the text. Also for
 * the URLs that `URL` cannot read, such as MongoDB's with several hosts.
 */
export function loginFault(text: string): string | undefined {
  // `URL` would drop tabs and line breaks without a word, and with them a part of a password.
  if (/[\s\p{Cc}]/u.test(text)) return 'holds a space, a line break or a control character';
  const rest = text.replace(/^[a-z][a-z\d+.-]*:\/\//i, '');
  const [authority = ''] = rest.split(/[/\\?#]/);
  const behind = rest.slice(authority.length);
  const marks = authority.split('@').length - 1;
  const isAmbiguous = marks > 1 || (behind.includes('@') && (marks === 1 || !PLAIN_HOST.test(authority)));
  return isAmbiguous ? `has an "@" that may or may not end a password: ${ENCODE_LOGIN}` : undefined;
}
