import { describe, expect, it } from '@jest/globals';
import { ChunkGraph } from './chunk-graph.ts';
import { bundleOf, sharedChunks } from './chunk-names.ts';

const APP = 'apps/admin/src/app';

interface File {
  readonly entryPoint?: string;
  readonly imports?: readonly string[];
  readonly lazy?: readonly string[];
  readonly inputs?: readonly string[];
}

function graphOf(files: Readonly<Record<string, File>>): ChunkGraph {
  const outputs = Object.entries(files).map(
    ([name, { entryPoint, imports = [], lazy = [], inputs = [] }]) => {
      const output = {
        ...(entryPoint !== undefined && { entryPoint }),
        imports: [
          ...imports.map((path) => ({ path, kind: 'import-statement' })),
          ...lazy.map((path) => ({ path, kind: 'dynamic-import' })),
        ],
        inputs: Object.fromEntries(inputs.map((path) => [path, { bytesInOutput: 100 }])),
      };
      return [name, output] as const;
    },
  );
  return new ChunkGraph({ outputs: Object.fromEntries(outputs) });
}

describe('sharedChunks', () => {
  const nameOf = sharedChunks(
    graphOf({
      'main-1.js': {
        entryPoint: 'apps/admin/src/main.ts',
        imports: ['framework.js', 'words.js'],
        lazy: [
          ...['rules.js', 'mutes.js', 'people.js', 'sign-in.js'],
          ...['redis-card.js', 'redis-detail.js', 'sentry-card.js', 'sentry-detail.js'],
        ],
      },
      'framework.js': { imports: ['helpers.js'], inputs: ['node_modules/@angular/core/core.mjs'] },
      'helpers.js': {},
      'words.js': { imports: ['framework.js'], inputs: [`${APP}/language/words.ts`] },
      'rules.js': {
        entryPoint: `${APP}/alerts/rules.ts`,
        imports: ['form.js', 'chip.js', 'table.js', 'tooltip.js'],
      },
      'mutes.js': { entryPoint: `${APP}/alerts/mutes.ts`, imports: ['form.js', 'of-alerts.js', 'own.js'] },
      'redis-card.js': {
        entryPoint: `${APP}/services/redis/redis-card.ts`,
        imports: ['figure.js', 'chip.js'],
      },
      'sentry-card.js': { entryPoint: `${APP}/services/sentry/sentry-card.ts`, imports: ['card.js'] },
      'redis-detail.js': {
        entryPoint: `${APP}/services/redis/redis-detail.ts`,
        imports: ['figure.js', 'chip.js', 'table.js', 'tooltip.js', 'chart.js'],
      },
      'sentry-detail.js': {
        entryPoint: `${APP}/services/sentry/sentry-detail.ts`,
        imports: ['chart.js'],
      },
      'people.js': { entryPoint: `${APP}/access/people.ts`, imports: ['of-access.js'] },
      'sign-in.js': { entryPoint: `${APP}/door/sign-in-page.ts`, imports: ['of-access.js'] },
      'own.js': { inputs: [`${APP}/alerts/own.ts`] },
      'of-alerts.js': { inputs: [`${APP}/alerts/words.ts`] },
      'form.js': { imports: ['angular-forms.js', 'of-alerts.js'], inputs: [`${APP}/ui/field.ts`] },
      'angular-forms.js': { imports: ['framework.js'], inputs: ['node_modules/@angular/forms/forms.mjs'] },
      'table.js': { inputs: [`${APP}/ui/table.ts`] },
      'chip.js': { inputs: [`${APP}/ui/chip.ts`] },
      'chart.js': { inputs: [`${APP}/ui/chart.ts`] },
      'of-access.js': { inputs: [`${APP}/session/passkeys.ts`] },
      'figure.js': { inputs: [`${APP}/services/figure.ts`] },
      'card.js': { inputs: [`${APP}/services/card.ts`] },
      'tooltip.js': { inputs: ['node_modules/@angular/material/tooltip.mjs'] },
    }),
  );

  it.each([
    { file: 'main-1.js', chunk: null, why: 'is what the page starts' },
    { file: 'framework.js', chunk: 'framework', why: 'is a package that runs before the first page' },
    { file: 'helpers.js', chunk: 'framework', why: 'is what packages are built with' },
    { file: 'words.js', chunk: 'console', why: 'runs before the first page' },
    { file: 'own.js', chunk: null, why: 'comes with the one page that needs it' },
    { file: 'angular-forms.js', chunk: 'forms', why: 'is of forms' },
    { file: 'form.js', chunk: 'forms', why: 'needs forms' },
    { file: 'of-alerts.js', chunk: 'alerts', why: 'is of several pages about alerts' },
    { file: 'of-access.js', chunk: 'access', why: 'is of several pages about who may come in' },
    { file: 'figure.js', chunk: 'services', why: 'is of cards and of whole services' },
    { file: 'chart.js', chunk: 'details', why: 'is of whole services alone' },
    { file: 'chip.js', chunk: 'shared', why: 'is of cards, and of pages about something else' },
    { file: 'table.js', chunk: 'lists', why: 'is of several kinds of pages, and of no card' },
    { file: 'tooltip.js', chunk: 'overlay', why: 'is a package that pages share' },
    { file: 'card.js', chunk: null, why: 'comes with the cards, which are one' },
  ])('puts $file into $chunk, since it $why', ({ file, chunk }) => {
    expect(nameOf(file)).toBe(chunk);
  });
});

describe('bundleOf', () => {
  it.each([
    [`${APP}/services/redis/redis-card.ts`, 'cards'],
    [`${APP}/services/redis/redis-detail.ts`, null],
    ['libs/texts/ko/incidents.ts', 'more-texts-ko'],
    ['libs/texts/ko/core.ts', null],
  ])('loads %s with %s', (source, bundle) => {
    expect(bundleOf(source)).toBe(bundle);
  });
});
