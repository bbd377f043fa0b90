import { describe, expect, it } from '@jest/globals';
import type uPlot from 'uplot';
import { type ChartContent, plotData, plotOptions } from './chart-plot';

const CONTENT: ChartContent = {
  moments: [0, 60_000, 120_000],
  fromMs: -60_000,
  toMs: 180_000,
  lines: [{ label: 'Mean', values: [12, null, 30], ink: 'first' }],
  spans: [],
  value: (value) => `${value} ms`,
  mark: (atMs, stepMs) => `${atMs}/${stepMs}`,
};

const optionsOf = (content: ChartContent) =>
  plotOptions(content, {
    width: 300,
    height: 200,
    font: '11px sans-serif',
    colorOf: (ink) => ink,
    onPoint: () => undefined,
    marks: () => [],
  });

const noPlot = {} as uPlot;

type RangeOf = (plot: uPlot, low: number | null, high: number | null, scale: string) => [number, number];

describe('plotOptions', () => {
  it('shows the whole range of time, not only what was measured', () => {
    const range = optionsOf(CONTENT).scales?.['x']?.range as RangeOf;
    expect(range(noPlot, 0, 120_000, 'x')).toEqual([-60_000, 180_000]);
  });

  it('measures up to the scale that charts share', () => {
    const range = optionsOf({ ...CONTENT, highest: 1_000 }).scales?.['y']?.range as RangeOf;
    expect(range(noPlot, 0, 30, 'y')).toEqual([0, 1_100]);
  });

  it.each([
    { high: 200, expected: 220 },
    { high: 0, expected: 1 },
    { high: null, expected: 1 },
  ])('measures from zero up to somewhat above $high', ({ high, expected }) => {
    const range = optionsOf(CONTENT).scales?.['y']?.range as RangeOf;
    const [low, top] = range(noPlot, 50, high, 'y');
    expect([low, Math.round(top)]).toEqual([0, expected]);
  });

  it('marks a value that stands alone between gaps, since it has no line', () => {
    expect(optionsOf(CONTENT).series[1]?.points?.show).toBe(true);
    const whole = { ...CONTENT, lines: [{ label: 'Mean', values: [1, 2, 3], ink: 'first' as const }] };
    expect(optionsOf(whole).series[1]?.points?.show).toBe(false);
  });

  it('does not write one word beside several marks', () => {
    const rounded = { ...CONTENT, value: (value: number) => `${Math.round(value)} ms` };
    const values = optionsOf(rounded).axes?.[1]?.values as unknown as (
      plot: uPlot,
      marks: number[],
    ) => string[];
    expect(values(noPlot, [0, 0.2, 0.4, 0.6, 0.8, 1])).toEqual(['0 ms', '', '', '', '', '1 ms']);
    expect(values(noPlot, [0, 0.5, 1, 1.5, 2])).toEqual(['0 ms', '', '1 ms', '', '2 ms']);
  });

  it('keeps to the steps that its values are counted in, and starts them at a plain zero', () => {
    const axis = optionsOf({ ...CONTENT, steps: [1, 10, 60] }).axes?.[1];
    expect(axis?.incrs).toEqual([1, 10, 60]);
    const values = axis?.values as unknown as (plot: uPlot, marks: number[]) => string[];
    expect(values(noPlot, [0, 60, 120])).toEqual(['0', '60 ms', '120 ms']);
    expect(optionsOf(CONTENT).axes?.[1]).not.toHaveProperty('incrs');
  });

  it('writes both axes in the words of its content', () => {
    const [time, values] = optionsOf(CONTENT).axes ?? [];
    const wordsOf = (axis: uPlot.Axis | undefined) =>
      (axis?.values as (...args: unknown[]) => string[])(noPlot, [60_000], 0, 64, 30_000);
    expect(wordsOf(time)).toEqual(['60000/30000']);
    expect(wordsOf(values)).toEqual(['60000 ms']);
  });
});

describe('plotData', () => {
  it('keeps what is missing missing', () => {
    expect(plotData(CONTENT)).toEqual([
      [0, 60_000, 120_000],
      [12, null, 30],
    ]);
  });
});
