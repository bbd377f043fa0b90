import {
  type MeasurementName,
  type ServiceConfig,
  type ServiceDetail,
  type TargetId,
} from '@envscope/contracts/index.js';
import type { Words } from '../language/words';

/** What is known of one environment's service. */
export interface ComparedSide {
  readonly config: ServiceConfig | undefined;
  /** Null where it could not be read, or is not configured. */
  readonly detail: ServiceDetail | null;
}

/** One environment's value of a row. */
export interface ComparedCell {
  readonly text: string;
  /** Those of a list, what the first one lacks at its beginning; null where it is no list. */
  readonly values: readonly string[] | null;
  /** How far it is from the first one, in words; empty where it is not far. */
  readonly difference: string;
}

/** One figure or setting of all environments. */
export interface ComparedRow {
  readonly name: string;
  readonly cells: readonly ComparedCell[];
  readonly isDifferent: boolean;
}

/** A figure is another one from this share on: less is the weather. */
export const NOTABLE_RATIO = 0.1;

/** What was measured of a target last, and its status. */
export function figureRows(sides: readonly ComparedSide[], target: TargetId, words: Words): ComparedRow[] {
  const results = sides.map(({ detail }) => detail?.results.find((result) => result.target === target));
  const names = new Set<MeasurementName>(
    results.flatMap((result) => [
      ...(result && result.latencyMs !== null ? ['latencyMs'] : []),
      ...Object.keys(result?.measurements ?? {}),
    ]),
  );
  const valueOf = (result: (typeof results)[number], name: MeasurementName) =>
    name === 'latencyMs' ? (result?.latencyMs ?? null) : (result?.measurements[name] ?? null);
  const status = textRow(
    words.say('shell.word.status'),
    results.map((result) => (result ? words.status(result.status) : null)),
    words,
  );
  return [
    status,
    ...[...names].map((name) =>
      numberRow(
        name,
        results.map((result) => valueOf(result, name)),
        words,
      ),
    ),
  ];
}

/** How the service is set up in each environment. */
export function settingRows(
  sides: readonly ComparedSide[],
  write: (value: ServiceConfig['settings'][string]) => string,
  words: Words,
): ComparedRow[] {
  const names = new Set(sides.flatMap(({ config }) => Object.keys(config?.settings ?? {})));
  return [...names].map((name) => {
    const values = sides.map(({ config }) => config?.settings[name] ?? null);
    if (values.some(Array.isArray)) return listRow(words.setting(name), values.map(listIn), words);
    const texts = values.map((value) => (value === null ? null : write(value)));
    return textRow(words.setting(name), texts, words);
  });
}

/** Null where there is none. */
function listIn(value: ServiceConfig['settings'][string]): readonly string[] | null {
  return Array.isArray(value) ? value : null;
}

/** Long lists are compared by what they hold: nobody finds the one of a thousand that is missing. */
function listRow(name: string, lists: readonly (readonly string[] | null)[], words: Words): ComparedRow {
  const first = new Set(lists[0]);
  const cells = lists.map((list) => {
    const own = new Set(list);
    const added = [...own].filter((value) => !first.has(value));
    const missing = [...first].filter((value) => !own.has(value)).length;
    const difference =
      added.length + missing > 0
        ? words.say('charts.compare.listDiffers', { added: added.length, missing })
        : '';
    return {
      text: words.say('shell.detail.none'),
      values: list && list.length > 0 ? [...added, ...list.filter((value) => first.has(value))] : null,
      difference,
    };
  });
  return { name, cells, isDifferent: cells.some(({ difference }) => difference !== '') };
}

function textRow(name: string, texts: readonly (string | null)[], words: Words): ComparedRow {
  const [first] = texts;
  const differs = words.say('charts.compare.differs');
  const cells = texts.map((text) => ({
    text: text ?? words.say('shell.detail.none'),
    values: null,
    difference: text === first ? '' : differs,
  }));
  return { name, cells, isDifferent: cells.some(({ difference }) => difference !== '') };
}

function numberRow(name: MeasurementName, values: readonly (number | null)[], words: Words): ComparedRow {
  const [first = null] = values;
  const cells = values.map((value) => ({
    text: value === null ? words.say('shell.detail.none') : words.measured(name, value),
    values: null,
    difference: differenceOf(first, value, words),
  }));
  return {
    name: words.measurement(name),
    cells,
    isDifferent: cells.some(({ difference }) => difference !== ''),
  };
}

function differenceOf(first: number | null, value: number | null, words: Words): string {
  // What was not measured on one side is not known to differ.
  if (first === value || first === null || value === null) return '';
  if (first === 0) return words.say('charts.compare.differs');
  const ratio = (value - first) / Math.abs(first);
  if (Math.abs(ratio) < NOTABLE_RATIO) return '';
  return `${ratio > 0 ? '+' : '−'}${words.ratio(Math.abs(ratio))}`;
}
