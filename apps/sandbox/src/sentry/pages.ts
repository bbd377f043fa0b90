import { json, Refusal, type Call, type Reply } from '../http/exchange.ts';
import { detail } from './query.ts';

const MAX_PER_PAGE = 100;

/** One page of a list, with both relations in its `Link` header whether or not they lead anywhere. */
export function page(call: Call, all: readonly unknown[], sizeName = 'per_page'): Reply {
  const size = sizeOf(call.query.get(sizeName), sizeName);
  const offset = offsetOf(call.query.get('cursor'));
  const relation = (rel: string, hasResults: boolean, cursor: string) => {
    const query = new URLSearchParams(call.query);
    query.set('cursor', cursor);
    return `<${call.base}${call.path}?${query.toString()}>; rel="${rel}"; results="${hasResults}"; cursor="${cursor}"`;
  };
  const previous = relation('previous', offset > 0, `0:${Math.max(0, offset - size)}:1`);
  const next = relation('next', offset + size < all.length, `0:${offset + size}:0`);
  return json(200, all.slice(offset, offset + size), { link: `${previous}, ${next}` });
}

function sizeOf(text: string | null, name: string): number {
  if (text === null) return MAX_PER_PAGE;
  const size = /^\d+$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= MAX_PER_PAGE) return size;
  throw new Refusal(detail(400, `Invalid ${name} value. Must be between 1 and ${MAX_PER_PAGE}.`));
}

function offsetOf(cursor: string | null): number {
  if (cursor === null) return 0;
  const offset = /^\d+:(\d+):[01]$/.exec(cursor)?.[1];
  if (offset === undefined) throw new Refusal(detail(400, 'Invalid cursor parameter.'));
  return Number(offset);
}
