import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { CheckResult } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { downResult } from '../configuration/console-config.fixture';
import { prepareBench, rowsOf, textOf } from '../testing/service-bench';
import { ResultsTable } from './results-table';

const upResult = (target: string): CheckResult => ({
  ...downResult(target),
  status: 'up',
  reason: null,
  latencyMs: 12,
});

describe('ResultsTable', () => {
  let fixture: ComponentFixture<ResultsTable>;

  beforeEach(async () => {
    await prepareBench();
    fixture = TestBed.createComponent(ResultsTable);
    fixture.componentRef.setInput('environment', 'prod');
    fixture.componentRef.setInput('service', 'endpoints');
  });

  const host = (): HTMLElement => fixture.nativeElement as HTMLElement;

  async function show(...results: CheckResult[]): Promise<void> {
    fixture.componentRef.setInput('results', results);
    await fixture.whenStable();
  }

  it('says of each target what the latest check brought', async () => {
    await show(downResult('payments', { label: 'Payments' }), upResult('shop'));
    const [payments, shop] = rowsOf(host());
    expect(payments?.slice(0, 3)).toEqual([
      'Payments',
      expect.stringMatching(/^Down .*refused/i),
      '– no measurement',
    ]);
    expect(shop?.slice(0, 3)).toEqual(['shop', 'Up', '12 ms']);
  });

  it('names a service that is its only target', async () => {
    await show(downResult('default'));
    expect(rowsOf(host())[0]?.[0]).toBe('Endpoints');
  });

  it('finds the targets of a status among many', async () => {
    await show(downResult('payments'), ...Array.from({ length: 9 }, (_, index) => upResult(`shop-${index}`)));
    const down = [...host().querySelectorAll<HTMLInputElement>('input[type=radio]')].find(
      ({ value }) => value === 'down',
    );
    down?.click();
    await fixture.whenStable();
    expect(rowsOf(host()).map(([name]) => name)).toEqual(['payments']);
    expect(textOf(host().querySelector('[role=status]'))).toBe('1 of 10');
  });
});
