import { ENCODE_LOGIN, loginFault } from '@envscope/environments/url-login.js';
import { ioredis } from './connection/ioredis.client.js';

/** What is wrong with a Redis URL, in words that repeat none of it; undefined where ioredis takes it as it is meant. */
export function redisUrlFault(text: string): string | undefined {
  if (!/^rediss?:\/\//i.test(text)) return 'must be a redis:// or rediss:// URL';
  return loginFault(text) ?? faultByClient(text) ?? faultOfTls(text);
}

/** ioredis would drop TLS of `rediss://…?tls=`, and speak it by `redis://…?tls=1`. */
function faultOfTls(text: string): string | undefined {
  if (!new URL(text).searchParams.has('tls')) return undefined;
  return 'says by its beginning whether TLS is spoken, rediss:// or redis://: leave the option "tls" out';
}

/** ioredis reads a URL when a client is made: a lazy one opens nothing. */
function faultByClient(text: string): string | undefined {
  try {
    const { Redis } = ioredis();
    const { db } = new Redis(text, { lazyConnect: true }).options;
    // It would fall back to this machine where no host is named, and to no database where that is no number.
    if (new URL(text).hostname === '') return `names no host; ${ENCODE_LOGIN}`;
    return Number.isInteger(db) ? undefined : "must end after the host, or in a database's number: …/0";
  } catch (error) {
    return error instanceof URIError
      ? `holds a "%" that encodes nothing; ${ENCODE_LOGIN}`
      : `cannot be read as a redis:// or rediss:// URL; ${ENCODE_LOGIN}`;
  }
}
