/** What charts mark. */
export type MarkKind = 'incident' | 'release' | 'deploy';

/** Something that happened at a moment, in words. */
export interface ChartMark {
  readonly id: string;
  readonly kind: MarkKind;
  readonly atMs: number;
  /** When it was over; null while it goes on, absent where it has no length. */
  readonly endMs?: number | null;
  readonly text: string;
  /** The page about it. */
  readonly link?: readonly string[];
}

/** Marks that stand too near to each other to be drawn apart. */
export interface MarkGroup {
  /** Where it is drawn: within the range, even of what began before it. */
  readonly atMs: number;
  /** Oldest first. */
  readonly marks: readonly ChartMark[];
  /** Its shape; "several" where it holds more than one kind. */
  readonly shape: MarkKind | 'several';
}

/** Shapes in a square of 12; a kind is known by its shape before its colour. */
export const MARK_SHAPES: Readonly<Record<MarkGroup['shape'], string>> = {
  incident: 'M6 1 11.5 11H.5Z',
  release: 'M6 .5 11.5 6 6 11.5.5 6Z',
  deploy: 'M1.5 1.5h9v9h-9Z',
  several: 'M6 .5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 1 1 0-11Z',
};

/** So many places a chart has for marks, also where it is as narrow as a phone. */
const PLACES = 40;

/** The marks of a range in groups, oldest first. What began before it and reached into it stands at its beginning. */
export function groupMarks(marks: readonly ChartMark[], fromMs: number, toMs: number): MarkGroup[] {
  const placeMs = (toMs - fromMs) / PLACES;
  const groups: { atMs: number; marks: ChartMark[] }[] = [];
  const shown = marks
    .filter(({ atMs, endMs = atMs }) => atMs < toMs && (endMs ?? Infinity) >= fromMs)
    .toSorted((one, other) => one.atMs - other.atMs);
  for (const mark of shown) {
    const atMs = Math.max(mark.atMs, fromMs);
    const last = groups.at(-1);
    if (last && atMs - last.atMs < placeMs) last.marks.push(mark);
    else groups.push({ atMs, marks: [mark] });
  }
  return groups.map((group) => ({ ...group, shape: shapeOf(group.marks) }));
}

function shapeOf(marks: readonly ChartMark[]): MarkGroup['shape'] {
  const [first, ...others] = new Set(marks.map(({ kind }) => kind));
  return first === undefined || others.length > 0 ? 'several' : first;
}
