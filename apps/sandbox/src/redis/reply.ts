/** The version of the protocol that a connection speaks. */
export type Protocol = 2 | 3;

/**
 * What a command answers, before it is written for one of the two protocols.
 * Text is a bulk string, a list an array; the rest is tagged by its only field.
 */
export type Reply =
  | null
  | number
  | string
  | { readonly status: string }
  | { readonly error: string }
  | { readonly report: string }
  | { readonly map: readonly (readonly [string, Reply])[] }
  | readonly Reply[];

/** The answer to a command that has nothing to say but that it worked. */
export const OK: Reply = { status: 'OK' };

/** Thrown by a command that refuses; the message is the error that the client reads. */
export class Refusal extends Error {}

/** Writes an answer in RESP. RESP2 has neither maps nor reports: they become flat arrays and bulk strings. */
export function encode(reply: Reply, protocol: Protocol): string {
  if (reply === null) return protocol === 3 ? '_\r\n' : '$-1\r\n';
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (typeof reply === 'string') return bulk(reply);
  if (isList(reply))
    return `*${reply.length}\r\n${reply.map((element) => encode(element, protocol)).join('')}`;
  if ('status' in reply) return `+${reply.status}\r\n`;
  if ('error' in reply) return `-${reply.error}\r\n`;
  if ('report' in reply) return protocol === 3 ? verbatim(reply.report) : bulk(reply.report);
  return protocol === 3 ? typedMap(reply.map) : encode(reply.map.flat(), protocol);
}

// `Array.isArray` alone does not narrow a read-only array.
function isList(reply: Reply): reply is readonly Reply[] {
  return Array.isArray(reply);
}

function bulk(text: string): string {
  return `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
}

function verbatim(text: string): string {
  return `=${Buffer.byteLength(text) + 4}\r\ntxt:${text}\r\n`;
}

function typedMap(entries: readonly (readonly [string, Reply])[]): string {
  return `%${entries.length}\r\n${entries.map(([key, value]) => bulk(key) + encode(value, 3)).join('')}`;
}
