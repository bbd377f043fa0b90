import { inHtml } from './html-text.js';

/** Too few characters of base64 stand for less than a secret, and may be a word. */
const SHORTEST_BASE64 = 8;

/** A text in every spelling in which it may come back: percent-encoded, as a form, in JSON, in HTML, in base64. */
export function spellingsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const json = JSON.stringify(text).slice(1, -1);
  const spellings = [
    text,
    ...percentEncoded(text),
    json,
    json.replaceAll('/', '\\/'),
    ascii(json),
    // JSON within JSON.
    JSON.stringify(json).slice(1, -1),
    inHtml(text),
    ...base64Of(bytes),
  ];
  return [...new Set(spellings)];
}

function percentEncoded(text: string): string[] {
  // Malformed halves of characters have no encoding.
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  const component = encodeURIComponent(whole);
  const strict = component.replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const spellings = [
    component,
    strict,
    encodeURI(whole),
    component.replaceAll('%20', '+'),
    encodeURIComponent(component),
  ];
  return spellings.flatMap((spelling) => [
    spelling,
    spelling.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
  ]);
}

function ascii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What base64 makes of the bytes wherever they stand in a longer text: the characters that no neighbour has a part in. */
function base64Of(bytes: Buffer): string[] {
  const inner = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64url');
    const from = Math.ceil((offset * 8) / 6);
    return encoded.slice(from, Math.floor(((offset + bytes.length) * 8) / 6));
  });
  return inner
    .filter((spelling) => spelling.length >= SHORTEST_BASE64)
    .flatMap((spelling) => [spelling, spelling.replaceAll('-', '+').replaceAll('_', '/')])
    .flatMap((spelling) => [spelling, encodeURIComponent(spelling)]);
}
