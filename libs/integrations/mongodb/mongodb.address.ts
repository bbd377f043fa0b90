import { ENCODE_LOGIN, loginFault } from '@envscope/environments/url-login.js';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

// Loaded with the first URI: a console that has none does without the tens of megabytes that the driver takes.
const driver = () => (require('mongoose') as typeof import('mongoose')).mongo;

/** What is wrong with a MongoDB URI, in words that repeat nothing secret; undefined where the driver takes it. */
export function mongodbUriFault(text: string): string | undefined {
  if (!/^mongodb(\+srv)?:\/\//.test(text)) return 'must be a mongodb:// or mongodb+srv:// URI';
  return loginFault(text) ?? faultByDriver(text);
}

/** The driver reads a URI, options included, when a client is made: it opens nothing and resolves no name by that. */
function faultByDriver(text: string): string | undefined {
  try {
    new (driver().MongoClient)(text);
    return undefined;
  } catch (error) {
    // Not the driver's own words: they may quote a password, or an option's value.
    const message = error instanceof Error ? error.message.toLowerCase() : '';
    if (message === 'uri malformed') return `holds a "%" that encodes nothing; ${ENCODE_LOGIN}`;
    if (message.endsWith('cannot have port number'))
      return 'must name no port: DNS gives it where mongodb+srv:// asks';
    const options = optionsOf(text).filter((name) => isNamed(message, name));
    const [option] = options;
    if (option === undefined) return `cannot be read by MongoDB's driver; ${ENCODE_LOGIN}`;
    return / (?:is|are) not supported$/.test(message)
      ? `has ${options.map((name) => `the option "${name}"`).join(' and ')}, which MongoDB's driver does not know, or knows no longer`
      : `has the option "${option}" with a value that MongoDB's driver does not take, or beside one that excludes it`;
  }
}

/** Options by which the driver believes whoever answers, in lower case, with the values that do so; null: any. */
const UNVERIFYING: Readonly<Record<string, string | null>> = {
  tlsinsecure: 'true',
  tlsallowinvalidcertificates: 'true',
  tlsallowinvalidhostnames: 'true',
  rejectunauthorized: 'false',
  checkserveridentity: null,
};

/** Whether the driver speaks TLS by a sound URI: its own option, or that of `mongodb+srv`. */
export function speaksTls(uri: string): boolean {
  return new (driver().MongoClient)(uri).options.tls === true;
}

/** The options of a sound URI that have certificates not verified; none where no TLS is spoken. */
export function unverifiedOptions(uri: string): string[] {
  if (!speaksTls(uri)) return [];
  const [, query = ''] = uri.split('?');
  return [...new URLSearchParams(query)].flatMap(([name, value]) => {
    const unverifying = UNVERIFYING[name.toLowerCase()];
    return unverifying === null || unverifying === value ? [name] : [];
  });
}

/** The names of its options. Behind the host, and no piece of a password: that was refused before. */
function optionsOf(text: string): string[] {
  const [, query = ''] = text.split('?');
  return [...new Set(new URLSearchParams(query).keys())].filter((name) => /^\w{1,64}$/.test(name));
}

function isNamed(message: string, option: string): boolean {
  return new RegExp(`\\b${RegExp.escape(option.toLowerCase())}\\b`).test(message);
}
