import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from './en.js';
import { ko } from './ko.js';
import { leavesOf } from './leaves.js';

const GLOSSARY = 'docs/glossary.md';
/** Right in a sentence, wrong as a name in the code or of a test. */
const NO_NAMES = ['tell', 'tells', 'untold', 'quiet', 'quiets'];
/** What a check was once called, in the name of a test. */
const LOOKS = /\blook(s|ed|ing)? (at|again)\b/i;
/**
 * Korean words that would say two things if they stood for anything but this English word: a sentence that has the one has
 * the other. Settings, too, are "checked" in English, but not as targets are.
 */
const PAIRS: readonly { readonly korean: RegExp; readonly english: RegExp; readonly isMutual?: boolean }[] = [
  { korean: /점검/, english: /check|sample/i },
  { korean: /유지보수/, english: /maintenance/i, isMutual: true },
  { korean: /확인/, english: /acknowledg/i, isMutual: true },
  { korean: /안내/, english: /\bnotices?\b/i, isMutual: true },
  { korean: /성능 저하|(?<!성능 )저하/, english: /degraded/i, isMutual: true },
  { korean: /장애/, english: /\bdown\b/i, isMutual: true },
];
/** Particles that leave it to the reader which form fits: "(으)로", "이(가)". */
const UNDECIDED_PARTICLE = /\([으이을은와과를는가]\)/;

/** Sources that read what an earlier console stored under its own words. */
const READS_EARLIER_WORDS =
  /store\/(earlier-words|mongodb\/mongodb-(mute\.store|alerts)|sqlite\/file\/(schema|present-words))|texts\/vocabulary/;
const HANGUL = /\p{Script=Hangul}/u;
/** Word, meaning, Korean, "not", where in the code. */
const COLUMNS = 5;

/** Words that the glossary's column "not" rules out. Those in parentheses have another meaning in which they are right. */
function ruledOut(): string[] {
  const rows = readFileSync(GLOSSARY, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '));
  return rows
    .map((row) => row.split('|').slice(1, -1))
    .filter((cells) => cells.length === COLUMNS && cells[0]?.trim() !== 'word')
    .flatMap((cells) => (cells[3] ?? '').replace(/\([^)]*\)/g, '').split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** Prose of a document: what stands in code is named by the code. */
function proseOf(path: string): [string, string] {
  const text = readFileSync(path, 'utf8');
  return [
    path,
    text
      .replace(/^```.*?^```/gms, '')
      .replace(/^ {4}.*$/gm, '')
      .replace(/`[^`]*`/g, ''),
  ];
}

function documents(): string[] {
  const inDocs = readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name));
  return ['README.md', 'CONTRIBUTING.md', ...inDocs].filter((path) => path !== GLOSSARY);
}

function sources(): [string, string][] {
  return ['apps', 'libs', 'tools']
    .flatMap((root) =>
      readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name)),
    )
    .filter((path) => path.endsWith('.ts') && !READS_EARLIER_WORDS.test(path))
    .map((path) => [path, readFileSync(path, 'utf8')]);
}

/** The words that names in a source are made of: `toldTogether` is "told together". Comments and strings are prose. */
function namesOf([path, text]: [string, string]): [string, string] {
  const code = text.replace(/\/\*.*?\*\/|\/\/.*?$|'(?:[^'\\\n]|\\.)*'/gms, ' ');
  return [path, code.replace(/(?<=[a-z])(?=[A-Z])|_/g, ' ')];
}

/** The sentences of a spec: names of tests, and of the stories that they play. */
function testNamesOf([path, text]: [string, string]): [string, string] {
  const names = text.matchAll(
    /(?:\b(?:it|test|describe)|\])\s*\(\s*['"`](.*?)['"`],|\bstory: (['"].*?['"]),/g,
  );
  return [path, [...names].map(([, name, story]) => name ?? story).join('\n')];
}

/** Where one of the words stands, as a word of its own in English, anywhere in Korean; names of values do not count. */
function findings(texts: readonly [string, string][], words: readonly string[]): string[] {
  return texts
    .map(([where, text]) => [where, text.replace(/\{\{\w+/g, '')] as const)
    .flatMap(([where, text]) =>
      words
        .filter((word) =>
          HANGUL.test(word) ? text.includes(word) : new RegExp(`\\b${word}\\b`, 'i').test(text),
        )
        .map((word) => `${where}: ${word}`),
    );
}

describe('the vocabulary', () => {
  const words = ruledOut();
  const english = words.filter((word) => !HANGUL.test(word));
  const korean = words.filter((word) => HANGUL.test(word));

  it('rules out words of both languages', () => {
    expect(english).toContain('verdict');
    expect(korean).toContain('무음');
  });

  it('holds in English texts', () => {
    expect(findings(leavesOf(en), english)).toEqual([]);
  });

  it('holds in documents', () => {
    expect(findings(documents().map(proseOf), english)).toEqual([]);
  });

  it('holds in names of the code', () => {
    const words = [...english.filter((word) => !word.includes(' ')), ...NO_NAMES];
    expect(findings(sources().map(namesOf), words)).toEqual([]);
  });

  it('holds in names of tests', () => {
    const names = sources().map(testNamesOf);
    expect(findings(names, [...english, ...NO_NAMES])).toEqual([]);
    expect(names.filter(([, text]) => LOOKS.test(text)).map(([path]) => path)).toEqual([]);
  });

  it('holds in Korean texts', () => {
    expect(findings(leavesOf(ko), korean)).toEqual([]);
  });

  it('has one word for one state', () => {
    for (const { shell, alerts } of [en, ko]) {
      const { up, degraded, down, unknown } = shell.status;
      expect(alerts.targetState).toEqual({ healthy: up, degraded, failing: down, unknown });
    }
  });

  it('uses a Korean word for one thing alone', () => {
    const english = new Map(leavesOf(en));
    const misused = leavesOf(ko).flatMap(([key, text]) => {
      const original = english.get(key) ?? '';
      return PAIRS.filter(({ korean, english, isMutual = false }) => {
        const [isKorean, isEnglish] = [korean.test(text), english.test(original)];
        return (isKorean && !isEnglish) || (isMutual && isEnglish && !isKorean);
      }).map(({ korean }) => `${key}: ${korean.source}: ${text} | ${original}`);
    });
    expect(misused).toEqual([]);
  });

  it('leaves no particle to the reader', () => {
    expect(leavesOf(ko).filter(([, text]) => UNDECIDED_PARTICLE.test(text))).toEqual([]);
  });

  it('is spoken in one Korean style: 해요체 or noun phrases', () => {
    const formal = leavesOf(ko).filter(([, text]) => /니다(?![가-힣])/.test(text));
    expect(formal).toEqual([]);
  });
});
