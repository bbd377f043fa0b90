/** One item of an envelope: what it is, and its bytes. */
export interface EnvelopeItem {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Buffer;
}

/** An envelope: its header, which may be empty, and its items. */
export interface Envelope {
  readonly header: Readonly<Record<string, unknown>>;
  readonly items: readonly EnvelopeItem[];
}

const NEWLINE = 0x0a;

/** Reads an envelope. An item without a length ends at the next newline. Throws when a header is no JSON object. */
export function parseEnvelope(bytes: Buffer): Envelope {
  const first = lineAt(bytes, 0);
  const items: EnvelopeItem[] = [];
  let at = first.next;
  while (at < bytes.length) {
    const line = lineAt(bytes, at);
    if (line.text.trim() === '') {
      at = line.next;
      continue;
    }
    const header = objectOf(line.text);
    const { length } = header;
    const end = typeof length === 'number' ? line.next + length : lineAt(bytes, line.next).end;
    if (end > bytes.length) throw new Error('an item is shorter than it says');
    items.push({ header, payload: bytes.subarray(line.next, end) });
    at = end + 1;
  }
  return { header: objectOf(first.text), items };
}

/** A JSON object; throws on anything else. */
export function objectOf(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('not a JSON object');
  return { ...value };
}

function lineAt(bytes: Buffer, from: number): { text: string; end: number; next: number } {
  const newline = bytes.indexOf(NEWLINE, from);
  const end = newline < 0 ? bytes.length : newline;
  return { text: bytes.toString('utf8', from, end), end, next: Math.min(end + 1, bytes.length) };
}
