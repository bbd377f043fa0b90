import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Chart, PLOT_LIBRARY } from './chart';
import type { ChartContent } from './chart-plot';

const CONTENT: ChartContent = {
  moments: [0, 60_000, 120_000],
  fromMs: 0,
  toMs: 180_000,
  lines: [
    { label: 'Mean', values: [12, null, 30], ink: 'first' },
    { label: 'Highest', values: [20, null, 90], ink: 'second' },
  ],
  spans: [
    { fromMs: 60_000, toMs: 90_000, ink: 'down', label: 'Down' },
    { fromMs: 120_000, toMs: 150_000, ink: 'down', label: 'Down' },
  ],
  value: (value) => `${value} ms`,
  mark: (atMs) => String(atMs),
};

/** A chart without its drawing: jsdom has no canvas. */
function chartOf(content: ChartContent) {
  const fixture = TestBed.createComponent(Chart);
  const inputs = {
    content,
    label: 'Response time',
    summary: 'Between 12 and 90 ms.',
    absent: 'no measurement',
    moments: (atMs: number) => `minute ${atMs / 60_000}`,
  };
  Object.entries(inputs).forEach(([name, value]) => fixture.componentRef.setInput(name, value));
  fixture.detectChanges();
  const host = fixture.nativeElement as HTMLElement;
  const slider = host.querySelector<HTMLElement>('[role=slider]');
  const press = (...keys: string[]) => {
    keys.forEach((key) => slider?.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true })));
    fixture.detectChanges();
    return slider?.getAttribute('aria-valuetext');
  };
  return { fixture, host, slider, press };
}

describe('Chart', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [{ provide: PLOT_LIBRARY, useValue: () => Promise.resolve(null) }],
    });
  });

  it('says its summary until a moment is chosen', () => {
    const { slider } = chartOf(CONTENT);
    expect(slider?.getAttribute('aria-label')).toBe('Response time');
    expect(slider?.getAttribute('aria-valuetext')).toBe('Between 12 and 90 ms.');
  });

  it('says what is marked from a moment to the next one', () => {
    const { fixture, press } = chartOf(CONTENT);
    const marks = [{ atMs: 90_000, marks: [], shape: 'release' as const }];
    fixture.componentRef.setInput('marks', marks);
    fixture.componentRef.setInput('markWords', () => 'Release 2.0');
    expect(press('End')).toBe('minute 2, Mean 30 ms, Highest 90 ms');
    expect(press('ArrowLeft')).toMatch(/^minute 1 · Release 2\.0, Mean/);
  });

  it('starts at the newest moment and says each value there', () => {
    const { press } = chartOf(CONTENT);
    expect(press('ArrowRight')).toBe('minute 2, Mean 30 ms, Highest 90 ms');
  });

  it('says where nothing was measured', () => {
    const { press } = chartOf(CONTENT);
    expect(press('End', 'ArrowLeft')).toBe('minute 1, Mean no measurement, Highest no measurement');
  });

  it('stops at its ends', () => {
    const { press } = chartOf(CONTENT);
    expect(press('Home', 'ArrowLeft')).toBe('minute 0, Mean 12 ms, Highest 20 ms');
    expect(press('End', 'ArrowRight')).toBe('minute 2, Mean 30 ms, Highest 90 ms');
  });

  it('lets go of the moment at Escape, and when that moment is no longer shown', () => {
    const { fixture, press, slider } = chartOf(CONTENT);
    expect(press('End', 'Escape')).toBe('Between 12 and 90 ms.');
    press('End');
    fixture.componentRef.setInput('content', { ...CONTENT, moments: [1, 60_001, 120_001] });
    fixture.detectChanges();
    expect(slider?.getAttribute('aria-valuetext')).toBe('Between 12 and 90 ms.');
  });

  it('stays at the moment that is read while new values come', () => {
    const { fixture, press, slider } = chartOf(CONTENT);
    press('Home');
    fixture.componentRef.setInput('content', { ...CONTENT });
    fixture.detectChanges();
    expect(slider?.getAttribute('aria-valuetext')).toBe('minute 0, Mean 12 ms, Highest 20 ms');
  });

  it('names each kind of shade once', () => {
    const { host } = chartOf(CONTENT);
    const names = [...host.querySelectorAll('.legend .name')].map((name) => name.textContent?.trim());
    expect(names).toEqual(['Mean', 'Highest', 'Down']);
  });
});
