const MASK = '•••';
/** Shorter texts would mask ordinary words. */
const SHORTEST_SECRET = 6;

/** Replaces every secret of the settings, and the secret parts of their URLs, in whatever leaves the console. */
export class Redactor {
  private readonly pattern: RegExp | undefined;

  constructor(secrets: Iterable<string>) {
    const parts = [...new Set([...secrets].flatMap(listed).flatMap(secretParts))]
      .filter((part) => part.length >= SHORTEST_SECRET)
      // Longest first, so that a whole URL is masked before a part of it.
      .sort((a, b) => b.length - a.length);
    this.pattern = parts.length > 0 ? new RegExp(parts.map(RegExp.escape).join('|'), 'g') : undefined;
  }

  /** The text with every secret masked. */
  text(text: string): string {
    return this.pattern ? text.replace(this.pattern, MASK) : text;
  }

  /** A copy of any JSON-like value with every secret in its strings and keys masked. */
  value<T>(value: T): T {
    if (!this.pattern) return value;
    return JSON.parse(this.text(JSON.stringify(value))) as T;
  }
}

/** A list of `name=url` pairs as its URLs, those with a secret in them; anything else as it is. No pattern can be of any length. */
function listed(secret: string): string[] {
  const pairs = secret
    .split(/[,\n](?=[^,\n=]+=[a-z+]+:\/\/)/)
    .map((pair) => /^[^=:/]+=([a-z+]+:\/\/.*)$/s.exec(pair.trim())?.[1]);
  const urls = pairs.filter((url) => url !== undefined);
  return urls.length === pairs.length ? urls.filter((url) => /[@?]/.test(url)) : [secret];
}

/** A login as URLs write it; MongoDB's, with several hosts, are none that `URL` could read. */
const LOGIN = /[a-z+]+:\/\/(?<user>[^:@/]*)(?::(?<password>[^@]*))?@/g;

/** The secret itself, and of a URL the parts that are secret on their own: password, long path segments, a lone user. */
function secretParts(secret: string): string[] {
  const logins = [...secret.matchAll(LOGIN)].flatMap(({ groups: { user = '', password = '' } = {} }) =>
    password ? [password, plain(password)] : [user],
  );
  const path = secret.replace(/^[a-z+]+:\/\/[^/]*/, '').split(/[?#]/)[0] ?? '';
  const segments = path.split('/').filter((segment) => segment.length >= 20);
  return [secret, ...logins, ...segments];
}

/** Without percent encoding; the text itself where that is malformed. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
