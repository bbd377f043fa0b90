import { TestBed } from '@angular/core/testing';
import type { StatusRun } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { StatusStrip } from './status-strip';

async function barsOf(runs: readonly StatusRun[]): Promise<string[]> {
  const fixture = TestBed.createComponent(StatusStrip);
  fixture.componentRef.setInput('runs', runs);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  return [...host.querySelectorAll('rect')].map((bar) =>
    ['data-status', 'x', 'width', 'height'].map((name) => bar.getAttribute(name)).join(' '),
  );
}

describe('StatusStrip', () => {
  it('draws a bar for each run of steps, the higher the worse', async () => {
    const runs = [
      { status: 'up', steps: 24 },
      { status: 'down', steps: 12 },
      { status: 'degraded', steps: 12 },
    ] as const;
    expect(await barsOf(runs)).toEqual(['up 0 24 4', 'down 24 12 12', 'degraded 36 12 9']);
  });

  it('draws nothing where nothing is known', async () => {
    const runs = [
      { status: null, steps: 47 },
      { status: 'up', steps: 1 },
    ] as const;
    expect(await barsOf(runs)).toEqual(['up 47 1 4']);
    expect(await barsOf([])).toEqual([]);
  });
});
