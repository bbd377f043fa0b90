import type { PlainKey, Words } from '../../language/words';

interface Unit {
  readonly write: (words: Words, value: number) => string;
  /** What stands behind the number, where the number does not say it. */
  readonly symbol?: PlainKey;
}

const number = (words: Words, value: number) => words.number(value);
const bytes = (words: Words, value: number) => words.bytes(value);

/** How numbers are written. */
export const UNITS = {
  count: { write: number },
  ratio: { write: (words, value) => words.ratio(value) },
  bytes: { write: bytes },
  duration: { write: (words, value) => words.duration(value) },
  ms: { write: number, symbol: 'services.unit.milliseconds' },
  'per-second': { write: number, symbol: 'services.unit.perSecond' },
  'per-minute': { write: number, symbol: 'services.unit.perMinute' },
  'bytes-per-second': { write: bytes, symbol: 'services.unit.perSecond' },
} as const satisfies Record<string, Unit>;

/** A figure of something, declared: what it is called, where its value is, and how that is written. */
export interface FigureOf<S> {
  readonly label: PlainKey;
  /** A number in the unit, a text as it stands, or nothing where it is not known. */
  readonly value: (source: S, words: Words) => number | string | null | undefined;
  /** `count` unless it says otherwise. */
  readonly unit?: keyof typeof UNITS;
  /** Why there is no value; that it was not read unless it says otherwise. */
  readonly absent?: PlainKey | ((source: S) => PlainKey);
}

/** A number in the figure's unit, without its symbol. */
export function writeIn(
  { unit = 'count' }: Pick<FigureOf<never>, 'unit'>,
  value: number,
  words: Words,
): string {
  return UNITS[unit].write(words, value);
}

/** What stands behind the figure's numbers; undefined where nothing does. */
export function symbolOf(
  { unit = 'count' }: Pick<FigureOf<never>, 'unit'>,
  words: Words,
): string | undefined {
  const { symbol }: Unit = UNITS[unit];
  return symbol && words.say(symbol);
}

/** Why a figure has no value, in words. */
export function whyAbsent<S>({ absent }: Pick<FigureOf<S>, 'absent'>, source: S, words: Words): string {
  return words.say((typeof absent === 'function' ? absent(source) : absent) ?? 'services.absent.figure');
}
