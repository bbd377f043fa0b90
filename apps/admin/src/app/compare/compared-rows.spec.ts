import { ApplicationInitStatus } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { CheckResult, ServiceConfig } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  downResult,
  environmentConfig,
  serviceConfig,
  serviceState,
} from '../configuration/console-config.fixture';
import { provideWords } from '../language/provide-words';
import { Words } from '../language/words';
import { counterpartOf } from './compared-environments';
import { type ComparedSide, figureRows, settingRows } from './compared-rows';

const side = (
  changes: Partial<Pick<CheckResult, 'status' | 'latencyMs' | 'measurements'>>,
  settings: ServiceConfig['settings'] = {},
): ComparedSide => ({
  config: serviceConfig({ service: 'redis', settings }),
  detail: {
    ...serviceState({ service: 'redis' }),
    environment: 'prod',
    snapshot: null,
    results: [{ ...downResult('default'), latencyMs: 100, measurements: {}, ...changes } as CheckResult],
    staleTargets: [],
    locations: [],
    measurements: [],
  },
});
const MISSING: ComparedSide = { config: undefined, detail: null };

describe('Rows of a comparison', () => {
  let words: Words;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideWords()] });
    await TestBed.inject(ApplicationInitStatus).donePromise;
    words = TestBed.inject(Words);
    await words.speak('en');
    await words.loadPart('charts');
  });

  const figures = (...sides: ComparedSide[]) => figureRows(sides, 'default', words);
  const differencesIn = (...sides: ComparedSide[]) =>
    Object.fromEntries(
      figures(...sides).map(({ name, cells }) => [name, cells.map(({ difference }) => difference)]),
    );

  it('mark a figure that is a tenth or more from the first one', () => {
    expect(differencesIn(side({}), side({ latencyMs: 109 }), side({ latencyMs: 200 }))).toMatchObject({
      'Response time': ['', '', '+100%'],
    });
    expect(differencesIn(side({}), side({ latencyMs: 50 }))).toMatchObject({ 'Response time': ['', '−50%'] });
  });

  it('mark what cannot be divided by, and not what was not measured on one side', () => {
    const one = side({ measurements: { keys: 0 } });
    const other = side({ measurements: { keys: 7, connectionsCurrent: 3 } });
    expect(differencesIn(one, other)).toMatchObject({ Keys: ['', 'differs'], Connections: ['', ''] });
  });

  it('mark another status, and an environment that was not read', () => {
    const [status] = figures(side({ status: 'up' }), side({}), MISSING);
    expect(status?.cells).toEqual([
      { text: 'Up', values: null, difference: '' },
      { text: 'Down', values: null, difference: 'differs' },
      { text: '–', values: null, difference: 'differs' },
    ]);
    expect(status?.isDifferent).toBe(true);
  });

  it('compare settings as they are read', () => {
    const rows = settingRows(
      [side({}, { type: 'local', isTls: true }), side({}, { type: 'local', isTls: false })],
      String,
      words,
    );
    expect(rows.map(({ name, isDifferent }) => [name, isDifferent])).toEqual([
      ['Type', false],
      ['Encrypted (TLS)', true],
    ]);
  });

  it('compare lists by what they hold, what is only there first', () => {
    const endpoints = (...values: string[]) => side({}, { endpoints: values });
    const [row] = settingRows([endpoints('a', 'b'), endpoints('b', 'c'), endpoints('b', 'a')], String, words);
    expect(row?.cells.map(({ difference }) => difference)).toEqual(['', '1 more, 1 missing', '']);
    expect(row?.cells[1]?.values).toEqual(['c', 'b']);
  });
});

describe('counterpartOf', () => {
  const environments = ['dev', 'staging', 'prod'].map((id) =>
    environmentConfig({
      id,
      services: [serviceConfig({ service: 'redis', isConfigured: id !== 'prod' })],
    }),
  );

  it('is the environment nearest to production that has the service', () => {
    expect(counterpartOf(environments, 'dev', 'redis')).toBe('staging');
    expect(counterpartOf(environments, 'staging', 'redis')).toBe('dev');
  });

  it('is the nearest one where none has it, and none where there is no other', () => {
    expect(counterpartOf(environments, 'dev', 'mongodb')).toBe('prod');
    expect(counterpartOf(environments.slice(0, 1), 'dev', 'redis')).toBeUndefined();
  });
});
