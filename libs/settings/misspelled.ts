import type { EnvironmentId } from '@envscope/contracts/index.js';
import type { SettingsProblem } from './problems.js';

interface Known {
  /** Stems of per-environment variables. */
  readonly stems: readonly string[];
  /** Stems that also serve without a suffix. */
  readonly shareable: ReadonlySet<string>;
  /** Variables without a suffix. */
  readonly plain: readonly string[];
  readonly environments: readonly EnvironmentId[];
}

/** Variables that begin as a per-environment setting does but end in no environment's key. */
export function strangeSuffixes(names: readonly string[], known: Known): SettingsProblem[] {
  const right = new Set([...known.plain, ...known.shareable, ...expected(known)]);
  return names
    .filter((name) => !right.has(name))
    .flatMap((name) => {
      const stem = known.stems.find((candidate) => name === candidate || name.startsWith(`${candidate}_`));
      if (!stem) return [];
      const suffixes = known.environments.map((id) => id.toUpperCase());
      const given = name.slice(stem.length + 1);
      const closest = nearest(given, suffixes) ?? suffixes[0] ?? '';
      const listed = suffixes.map((suffix) => `_${suffix}`).join(', ');
      return [
        {
          variable: name,
          fault: `ends in no environment's key (${listed}): did you mean ${stem}_${closest}?`,
        },
      ];
    });
}

/** Variables of our own files that differ from a known one by a slip of the finger. */
export function misspelled(names: readonly string[], known: Known): SettingsProblem[] {
  const right = [...known.plain, ...known.shareable, ...expected(known)];
  return names
    .filter((name) => !right.includes(name))
    .flatMap((name) => {
      const closest = nearest(name, right);
      if (!closest || distance(name, closest) > 2) return [];
      return [{ variable: name, fault: `is not a setting: did you mean ${closest}?` }];
    });
}

function expected(known: Known): string[] {
  return known.stems.flatMap((stem) => known.environments.map((id) => `${stem}_${id.toUpperCase()}`));
}

function nearest(given: string, candidates: readonly string[]): string | undefined {
  // A common beginning counts more than length: STAGE is meant for STAGING, not for DEV.
  const score = (candidate: string) => distance(given, candidate) - 2 * commonStart(given, candidate);
  return [...candidates].sort((a, b) => score(a) - score(b))[0];
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
