import type { EnvironmentId } from '@envscope/contracts/index.js';
import { withoutPrefix } from './env-file.js';

/** More differences are another name. */
const MOST_SLIPS = 2;

/** Every name that is a setting. */
export interface Known {
  /** Stems of per-environment variables. */
  readonly stems: readonly string[];
  /** Stems that also serve without a suffix. */
  readonly shareable: ReadonlySet<string>;
  /** Variables without a suffix. */
  readonly plain: readonly string[];
  readonly environments: readonly EnvironmentId[];
}

/** A variable that is no setting. */
export interface Stranger {
  readonly variable: string;
  readonly fault: string;
  /** The setting that is probably meant. */
  readonly suggestion?: string;
}

/** Shorter names are near to one of ours by chance: PATH to PORT, HOME to HOST. */
const SHORTEST_SLIP = 10;

/** The names that are no settings, with what is probably meant: a name of ours with a slip of the finger or a strange end. */
export function strangers(names: readonly string[], known: Known): Stranger[] {
  const right = [...new Set([...known.plain, ...known.shareable, ...expected(known)])];
  return names
    .filter((name) => !right.includes(withoutPrefix(name)))
    .map((name) => strangerOf(name, known, right));
}

/** Those of them that may be meant for us although a process has variables of many tools. */
export function resembling(all: readonly Stranger[]): (Stranger & { readonly suggestion: string })[] {
  return all.flatMap(({ suggestion, ...stranger }) => (suggestion ? [{ ...stranger, suggestion }] : []));
}

function strangerOf(variable: string, known: Known, right: readonly string[]): Stranger {
  const name = withoutPrefix(variable);
  const prefix = variable.slice(0, variable.length - name.length);
  const stem = known.stems.find((candidate) => name === candidate || name.startsWith(`${candidate}_`));
  if (stem) {
    const suffixes = known.environments.map((id) => id.toUpperCase());
    const given = name.slice(stem.length + 1);
    const closest = (given === '' ? undefined : nearest(given, suffixes)) ?? suffixes[0] ?? '';
    const suggestion = `${prefix}${stem}_${closest}`;
    const listed = suffixes.map((suffix) => `_${suffix}`).join(', ');
    const fault = `ends in no environment's key (${listed}): did you mean ${suggestion}?`;
    return { variable, suggestion, fault };
  }
  const near = right.filter((candidate) => Math.abs(candidate.length - name.length) <= MOST_SLIPS);
  const closest = nearest(name, near);
  if (name.length < SHORTEST_SLIP || !closest || distance(name, closest) > MOST_SLIPS) {
    return { variable, fault: 'is not a setting' };
  }
  const suggestion = `${prefix}${closest}`;
  return { variable, suggestion, fault: `is not a setting: did you mean ${suggestion}?` };
}

function expected(known: Known): string[] {
  return known.stems.flatMap((stem) => known.environments.map((id) => `${stem}_${id.toUpperCase()}`));
}

function nearest(given: string, candidates: readonly string[]): string | undefined {
  // A common beginning counts more than length: STAGE is meant for STAGING, not for DEV.
  const score = (candidate: string) => distance(given, candidate) - 2 * commonStart(given, candidate);
  const scored = candidates.map((candidate) => ({ candidate, score: score(candidate) }));
  return scored.sort((a, b) => a.score - b.score)[0]?.candidate;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
