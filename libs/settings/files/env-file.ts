import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** The form of any variable's name that goes over its plain one, which other tools may set as well. */
export const OWN_PREFIX = 'ENVSCOPE_';

/** The plain form of a variable's name. */
export function withoutPrefix(name: string): string {
  return name.startsWith(OWN_PREFIX) ? name.slice(OWN_PREFIX.length) : name;
}

type Values = Readonly<Record<string, string | undefined>>;

/** One `.env` file, read. */
export interface EnvFile {
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
  /** Variables whose value ends where an unquoted `#` began. */
  readonly cut: readonly string[];
  /** Variables whose value begins with a quote that swallows the variables behind it. */
  readonly swallowing: readonly string[];
}

/** A file whose bytes are no text that can be read. */
export class UnreadableText extends Error {
  readonly fault = 'is neither UTF-8 nor UTF-16 with a byte order mark: save it as UTF-8';
  readonly file: string;

  constructor(file: string) {
    super(`${file} could not be read`);
    this.file = file;
    this.message = `${file} ${this.fault}`;
  }
}

/** The files of an `APP_ENV` that a folder has, the stronger one last. Throws `UnreadableText`. */
export function readEnvFiles(directory: string, appEnv: string): EnvFile[] {
  return [`.env.${appEnv}`, localFileOf(appEnv)].flatMap((name) => {
    const text = readTextIfThere(join(directory, name), name);
    return text === undefined ? [] : [parseEnvFile(name, text)];
  });
}

/** The file of an `APP_ENV` that git ignores. */
export function localFileOf(appEnv: string): string {
  return `.env.${appEnv}.local`;
}

/** Which `.env` files a process wants. */
export function appEnvOf(variables: Values): string {
  return variables[`${OWN_PREFIX}APP_ENV`] || variables['APP_ENV'] || 'dev';
}

/** Variables of all layers, the stronger ones last; empty ones hide nothing. Names with `ENVSCOPE_` go over all plain ones. */
export function merged(...layers: readonly Values[]): Record<string, string> {
  const set = layers.flatMap((layer) => Object.entries(layer).filter(([, value]) => (value ?? '') !== ''));
  const own = set.flatMap(([name, value]) =>
    name.startsWith(OWN_PREFIX) ? [[name.slice(OWN_PREFIX.length), value]] : [],
  );
  return Object.fromEntries([...set, ...own]) as Record<string, string>;
}

/** What a file's text sets, and where Node's reader takes less than what seems to be written. */
export function parseEnvFile(name: string, text: string): EnvFile {
  const values = parseEnv(text) as Record<string, string>;
  return {
    name,
    values,
    cut: cutIn(text, values),
    swallowing: Object.keys(values).filter((key) =>
      /\n\s*(?:export\s+)?[A-Z][A-Z\d_]+\s*=/.test(values[key] ?? ''),
    ),
  };
}

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?(?<name>[\w.-]+)[ \t]*=(?<raw>[^\n]*)$/gm;

/** A `#` behind a space begins a remark, as everybody means it; one within a value does so, too, which few mean. */
function cutIn(text: string, values: Readonly<Record<string, string>>): string[] {
  const names = [...text.matchAll(ASSIGNMENT)].flatMap(({ groups: { name = '', raw = '' } = {} }) => {
    const at = raw.indexOf('#');
    const isCut = at >= 0 && !/^\s*["'`]/.test(raw) && !/\s/.test(raw.charAt(at - 1));
    return isCut && values[name] === raw.slice(0, at).trim() ? [name] : [];
  });
  return [...new Set(names)];
}

/** A text file in UTF-8 or UTF-16, without its byte order mark; undefined where there is none. Throws `UnreadableText`. */
export function readTextIfThere(path: string, name: string): string | undefined {
  try {
    return decoded(readFileSync(path), name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function decoded(bytes: Buffer, name: string): string {
  // PowerShell's `>` writes UTF-16; only its mark distinguishes it from a binary file.
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  const isBigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  try {
    const text = new TextDecoder(isBigEndian ? 'utf-16be' : encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Reported below, as a NUL is.
  }
  throw new UnreadableText(name);
}
