import { TextDecoder } from 'node:util';

/** How much of a page is searched for what it says of its charset; https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding */
const PRESCANNED_BYTES = 1_024;
/** What pages are written in that say nothing and are not UTF-8: browsers guess, here both are tried. */
const UNDECLARED = ['euc-kr', 'windows-1252'] as const;
const MARKUP = /html|xml/i;

/**
 * The text of a body, in every reading that a browser could choose: one where a byte order mark, the header, or the page
 * itself (`<meta>`, the XML declaration) names a charset, or where the bytes are UTF-8; else one for each of the usual others.
 */
export function readingsOf(body: Buffer, contentType: string | undefined, isCut: boolean): readonly string[] {
  const declared = markOf(body) ?? inHeader(contentType) ?? inPage(body, contentType);
  if (declared) return [declared.decode(body, { stream: isCut })];
  try {
    return [new TextDecoder('utf-8', { fatal: true }).decode(body, { stream: isCut })];
  } catch {
    return UNDECLARED.map((label) => new TextDecoder(label).decode(body, { stream: isCut }));
  }
}

/** A byte order mark outweighs whatever else is said. */
function markOf(body: Buffer): TextDecoder | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return new TextDecoder('utf-8');
  if (body[0] === 0xfe && body[1] === 0xff) return new TextDecoder('utf-16be');
  return body[0] === 0xff && body[1] === 0xfe ? new TextDecoder('utf-16le') : undefined;
}

function inHeader(contentType = ''): TextDecoder | undefined {
  const [, quoted, plain] = /;\s*charset\s*=\s*(?:"([^"]*)"|'?([^\s;"']+))/i.exec(contentType) ?? [];
  return decoderOf(quoted ?? plain);
}

function inPage(body: Buffer, contentType: string | undefined): TextDecoder | undefined {
  if (contentType !== undefined && !MARKUP.test(contentType)) return undefined;
  const head = body.toString('latin1', 0, PRESCANNED_BYTES).replace(/<!--.*?(?:-->|$)/gs, '');
  const declaration = /^\s*<\?xml\s[^>]*encoding\s*=\s*["']([^"']+)/i.exec(head)?.[1];
  const meta = /<meta\s[^>]*charset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(head)?.[1];
  const label = meta ?? declaration;
  // Whoever could be read until here is not in UTF-16, whatever it says.
  return label !== undefined && /^utf-?16/i.test(label) ? new TextDecoder('utf-8') : decoderOf(label);
}

/** Undefined for a charset that does not exist: browsers take no notice of it. */
function decoderOf(label: string | undefined): TextDecoder | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}
