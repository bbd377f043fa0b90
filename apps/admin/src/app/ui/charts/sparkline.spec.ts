import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { Sparkline } from './sparkline';

async function drawn(values: (number | null)[]): Promise<HTMLElement> {
  const fixture = TestBed.createComponent(Sparkline);
  fixture.componentRef.setInput('values', values);
  fixture.componentRef.setInput('label', 'Latency of the last hour');
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

const paths = (host: HTMLElement, of: string) =>
  [...host.querySelectorAll(`path.${of}`)].map((path) => path.getAttribute('d'));

describe('Sparkline', () => {
  it('puts the lowest value at the bottom and the highest at the top', async () => {
    expect(paths(await drawn([0, 10, 5]), 'line')).toEqual(['M0,22.00 1,2.00 2,12.00']);
  });

  it('breaks the line where nothing was measured and marks the gap', async () => {
    const host = await drawn([0, 10, null, 5]);
    expect(paths(host, 'line')).toEqual(['M0,22.00 1,2.00', 'M3,12.00h0.001']);
    expect(paths(host, 'gap')).toEqual(['M1,23H3']);
  });

  it('runs a steady value through the middle', async () => {
    expect(paths(await drawn([7, 7]), 'line')).toEqual(['M0,12.00 1,12.00']);
  });

  it('draws only a gap when nothing was measured at all', async () => {
    const host = await drawn([null, null, null]);
    expect(paths(host, 'line')).toEqual([]);
    expect(paths(host, 'gap')).toEqual(['M0,23H2']);
  });

  it('says its label to a screen reader', async () => {
    const host = await drawn([1, 2]);
    expect(host.querySelector('[role=img]')?.getAttribute('aria-label')).toBe('Latency of the last hour');
  });
});
