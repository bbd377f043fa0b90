import { secretParts } from './secret-parts.js';
import { spellingsOf } from './spellings.js';

const MASK = '•••';
/** How many characters of a secret at the end of a text that was cut are more than chance. */
const SHORTEST_BEGINNING = 8;
const TABLE_SIZE = 1 << 16;
/** A key of this console's API, which no setting holds: what follows its beginning, whole or cut. */
const API_KEY = /env_[0-9A-Za-z]{20,}/g;

interface Pattern {
  readonly text: string;
  readonly isWord: boolean;
}

/**
 * Replaces every secret of the settings, and the secret parts of their URLs, in every spelling, in whatever leaves the
 * console. One pass over a text, whatever the number of secrets.
 */
export class Redactor {
  /** Patterns by a figure of their first three characters, the longest first, so that a whole URL goes before a part of it. */
  private readonly patterns = new Map<number, Pattern[]>();
  private readonly isBeginning = new Uint8Array(TABLE_SIZE);

  constructor(secrets: Iterable<string>) {
    const parts = [...secrets].flatMap(secretParts);
    const spelled = parts.flatMap(({ text, isWord }) =>
      spellingsOf(text).map((spelling): [string, Pattern] => [
        spelling,
        { text: spelling, isWord: isWord && spelling === text },
      ]),
    );
    const patterns = [...new Map(spelled).values()].sort((a, b) => b.text.length - a.text.length);
    for (const pattern of patterns) {
      const figure = figureAt(pattern.text, 0);
      this.patterns.set(figure, [...(this.patterns.get(figure) ?? []), pattern]);
      this.isBeginning[figure] = 1;
    }
  }

  /** The text with every secret masked, and the beginning of one where the text was cut. */
  text(text: string): string {
    return this.withoutSettings(text.includes('env_') ? text.replace(API_KEY, `env_${MASK}`) : text);
  }

  private withoutSettings(text: string): string {
    if (this.patterns.size === 0) return text;
    let masked = '';
    let kept = 0;
    for (let at = 0; at + 2 < text.length; at += 1) {
      const figure = figureAt(text, at);
      if (this.isBeginning[figure] !== 1) continue;
      const length = this.lengthAt(text, at, figure);
      if (length === 0) continue;
      masked += text.slice(kept, at) + MASK;
      kept = at + length;
      at = kept - 1;
    }
    return kept === 0 ? text : masked + text.slice(kept);
  }

  /** A copy of any JSON-like value with every secret in its strings and keys masked. */
  value<T>(value: T): T {
    return this.masked(value) as T;
  }

  private masked(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((entry) => this.masked(entry));
    if (hasJson(value)) return this.masked(value.toJSON());
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [this.text(name), this.masked(entry)]),
    );
  }

  /** How much of a secret stands at a place of a text; 0 where none does. */
  private lengthAt(text: string, at: number, figure: number): number {
    const end = endOf(text);
    for (const pattern of this.patterns.get(figure) ?? []) {
      const isWhole = text.startsWith(pattern.text, at);
      if (isWhole && !(pattern.isWord && isInWord(text, at, pattern.text.length))) return pattern.text.length;
      const left = end - at;
      const isCut = left >= SHORTEST_BEGINNING && left < pattern.text.length && end < text.length;
      if (isCut && !pattern.text.includes('://') && pattern.text.startsWith(text.slice(at, end))) return left;
    }
    return 0;
  }
}

function hasJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

function figureAt(text: string, at: number): number {
  const [first, second, third] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)];
  return ((first << 10) ^ (second << 5) ^ third) & (TABLE_SIZE - 1);
}

/** Where a text that was cut ends. */
function endOf(text: string): number {
  if (text.endsWith('…')) return text.length - 1;
  return text.endsWith('...') ? text.length - 3 : text.length;
}

function isInWord(text: string, at: number, length: number): boolean {
  const isLetter = (character: string) => /[\p{L}\d]/u.test(character);
  return isLetter(text.charAt(at - 1)) || isLetter(text.charAt(at + length));
}
