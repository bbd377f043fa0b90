import { CheckStatus, ReasonCode, RedisType, ServiceKind, Severity } from '@envscope/contracts/index.js';

/** A text that must not leave. */
export interface SecretPart {
  readonly text: string;
  /** Few letters and nothing else: masked as a whole word only, so that no longer word loses its middle. */
  readonly isWord: boolean;
}

/** What is shorter stands in ordinary words. */
const SHORTEST = 6;
/** Letters alone: from this length on no ordinary word has them in its middle. */
const LONGEST_WORD = 12;

/** Values that many give for a password, and that texts, and our own data, are full of. */
const ORDINARY: ReadonlySet<string> = new Set([
  ...[...CheckStatus.options, ...ReasonCode.options, ...RedisType.options],
  ...[...ServiceKind.options, ...Severity.options],
  ...'access account admin administrator apikey authorization bearer changeme channel client cluster connection'.split(
    ' ',
  ),
  ...'console credential database default development document enabled endpoint environment envscope error example'.split(
    ' ',
  ),
  ...'failed health localhost message mongodb monitor network password postgres primary private production project'.split(
    ' ',
  ),
  ...'public qwerty refused request response sandbox secondary secret server service session staging standalone'.split(
    ' ',
  ),
  ...'status system testing timeout unauthorized username warning webhook webhooks'.split(' '),
]);

/** Names of query fields, cookies and options whose values are secret whatever they look like. */
const SECRET_NAME = /(?:key|token|secret|pass(?:word)?|pwd|sig(?:nature)?|credential|session|^auth|^code)$/i;

/** A login as URLs write it; MongoDB's, with several hosts, are none that `URL` could read. */
const LOGIN = /[a-z][a-z\d+.-]*:\/\/(?<user>[^:@/?#\s]*)(?::(?<password>[^@\s]*))?@/gi;

/** Every part of a secret setting's value that is secret on its own: the value, and of a URL its login, keys and tokens. */
export function secretParts(secret: string): SecretPart[] {
  const urls = listed(secret);
  const texts = urls
    ? urls.flatMap((url) => [url, ...loginParts(url), ...queryParts(url)])
    : [secret, ...loginParts(secret), ...queryParts(secret), ...pathParts(secret), ...headerParts(secret)];
  return [...new Set(texts)]
    .filter((text) => text.length >= SHORTEST && !isOrdinary(text))
    .map((text) => ({ text, isWord: text.length < LONGEST_WORD && /^\p{L}+$/u.test(text) }));
}

/** A list of `name=url` pairs as its URLs, of which paths are shown; undefined for anything else. No pattern can be of any length. */
function listed(secret: string): string[] | undefined {
  const pairs = secret
    .split(/[,\n](?=[^,\n=]+=[a-z+]+:\/\/)/)
    .map((pair) => /^[^=:/]+=([a-z+]+:\/\/.*)$/s.exec(pair.trim())?.[1]);
  const urls = pairs.filter((url) => url !== undefined);
  return urls.length === pairs.length ? urls.filter((url) => /[@?]/.test(url)) : undefined;
}

/** A password; in its place, so that an ordinary one is found there, too; and a user who has none. */
function loginParts(text: string): string[] {
  return [...text.matchAll(LOGIN)].flatMap(({ groups: { user = '', password = '' } = {} }) => {
    if (password === '') return [user, plain(user)];
    const pair = user === '' ? [] : [`${user}:${password}`, `${plain(user)}:${plain(password)}`];
    return [password, plain(password), `:${password}@`, ...pair];
  });
}

function queryParts(text: string): string[] {
  const [, query = ''] = /^[a-z][a-z\d+.-]*:\/\/[^?#]*\?([^#]*)/i.exec(text) ?? [];
  return query.split('&').flatMap((field) => named(field.split('=')));
}

function named([name = '', ...rest]: readonly string[]): string[] {
  const value = rest.join('=');
  return SECRET_NAME.test(name) || looksRandom(value) ? [value, plain(value)] : [];
}

function pathParts(text: string): string[] {
  const [, path = ''] = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(text) ?? [];
  return path.split('/').flatMap((segment) => (looksRandom(segment) ? [segment, plain(segment)] : []));
}

/** The credential of `Authorization`, whatever its scheme, and the values of cookies. */
function headerParts(text: string): string[] {
  const [, scheme = '', credential = ''] = /^([a-z-]+) +(\S+)$/i.exec(text) ?? [];
  if (/^basic$/i.test(scheme)) {
    const pair = Buffer.from(credential, 'base64').toString();
    return [credential, pair, pair.slice(pair.indexOf(':') + 1)];
  }
  const cookies = /^[\w-]+=/.test(text) ? text.split(/;\s*/).flatMap((pair) => named(pair.split('='))) : [];
  return [credential, ...cookies];
}

/** Whether a piece of an address was drawn by lot: words name things, and only the rest is secret. */
function looksRandom(piece: string): boolean {
  if (/^\d*$/.test(piece)) return false;
  if (piece.length >= 20) return true;
  return (piece.length >= 8 && /\d/.test(piece)) || (piece.length >= 10 && /[a-z][A-Z]/.test(piece));
}

function isOrdinary(text: string): boolean {
  return (
    ORDINARY.has(text.toLowerCase()) ||
    // A short number, and a type of content.
    /^\d{1,11}$/.test(text) ||
    /^[a-z]+\/[a-z\d.+-]+(?:;.*)?$/.test(text)
  );
}

/** Without percent encoding; the text itself where that is malformed. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
