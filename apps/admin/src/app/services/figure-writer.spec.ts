import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench } from '../testing/service-bench';
import { FigureWriter, type ServiceFigure } from './figure-writer';

interface Sample {
  readonly figure: number | null;
}

const FIGURE: ServiceFigure<Sample> = { label: 'services.redis.keys', value: ({ figure }) => figure };

const write = (terms: Partial<ServiceFigure<Sample>>, figure: number | null) =>
  TestBed.inject(FigureWriter).write('redis', [{ ...FIGURE, ...terms }], { figure })[0];

describe('FigureWriter', () => {
  beforeEach(prepareBench);

  it.each([
    { unit: 'count', figure: 1234.56, value: '1,235', symbol: undefined },
    { unit: 'ratio', figure: 0.912, value: '91.2%', symbol: undefined },
    { unit: 'bytes', figure: 1024, value: '1 kB', symbol: undefined },
    { unit: 'duration', figure: 90_000, value: '1m 30s', symbol: undefined },
    { unit: 'ms', figure: 0.4, value: '0.4', symbol: 'ms' },
    { unit: 'per-minute', figure: 0, value: '0', symbol: '/min' },
    { unit: 'bytes-per-second', figure: 2048, value: '2 kB', symbol: '/s' },
  ] as const)('writes $figure in $unit', ({ unit, figure, value, symbol }) => {
    expect(write({ unit }, figure)).toMatchObject({ label: 'Total keys', value, unit: symbol });
  });

  it('says why a value is absent, and never makes one up', () => {
    expect(write({}, null)).toMatchObject({ value: null, absent: 'This figure could not be read' });
    expect(write({ absent: 'services.absent.twoSamples' }, null)).toMatchObject({
      value: null,
      absent: 'Known after two samples',
    });
  });

  it.each([
    { story: 'within the limit', measurement: 'evictedPerMinute', figure: 0, tone: 'plain' },
    { story: 'above the limit', measurement: 'evictedPerMinute', figure: 0.1, tone: 'warning' },
    { story: 'below a lower limit', measurement: 'certificateDaysLeft', figure: 13, tone: 'warning' },
    { story: 'at a lower limit', measurement: 'certificateDaysLeft', figure: 14, tone: 'plain' },
    { story: 'without a limit', measurement: 'keys', figure: 1e9, tone: 'plain' },
    { story: 'absent', measurement: 'evictedPerMinute', figure: null, tone: 'plain' },
  ])('marks a figure by the limit of the manifest: $story', ({ measurement, figure, tone }) => {
    expect(write({ measurement }, figure)?.tone).toBe(tone);
  });

  it('writes whatever else was measured by its name, and marks it by the same limits', () => {
    const figures = TestBed.inject(FigureWriter).writeMeasured('redis', {
      latencyMs: 4,
      memoryUsedRatio: 0.95,
    });
    expect(figures).toMatchObject([
      { label: 'Response time', value: '4 ms', tone: 'plain', note: null },
      { value: '95%', tone: 'warning', note: 'Above the alert limit of 90%' },
    ]);
  });

  it('says which limit a marked figure is past', () => {
    const terms = { measurement: 'memoryUsedRatio', unit: 'ratio' } as const;
    expect(write(terms, 0.95)?.note).toBe('Above the alert limit of 90%');
    expect(write(terms, 0.9)?.note).toBeNull();
  });

  it.each([
    { ratio: 0.9, tone: 'plain' },
    { ratio: 0.91, tone: 'warning' },
    { ratio: 1, tone: 'critical' },
  ])('marks what is used up by the same limit: $ratio', ({ ratio, tone }) => {
    const used = { ratio, text: 'some' };
    const memory = { label: FIGURE.label, measurement: 'memoryUsedRatio', used: () => used };
    expect(TestBed.inject(FigureWriter).use('redis', memory, {})).toEqual({
      ...used,
      tone,
      label: 'Total keys',
    });
  });
});
