import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { CheckResult } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { downResult } from '../configuration/console-config.fixture';
import { provideWords } from '../language/provide-words';
import { Words } from '../language/words';
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
    TestBed.configureTestingModule({ providers: [provideWords()] });
    await TestBed.inject(Words).speak('en');
    fixture = TestBed.createComponent(ResultsTable);
    fixture.componentRef.setInput('service', 'endpoints');
  });

  const host = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const count = () => host().querySelector('[role=status]')?.textContent.trim();

  async function show(results: readonly CheckResult[]): Promise<void> {
    fixture.componentRef.setInput('results', results);
    await fixture.whenStable();
  }

  async function type(text: string): Promise<void> {
    const field = host().querySelector<HTMLInputElement>('input[type=search]');
    if (field) field.value = text;
    field?.dispatchEvent(new Event('input'));
    await fixture.whenStable();
  }

  const many = [
    downResult('Payments'),
    ...Array.from({ length: 299 }, (_, index) => upResult(`shop-${index}`)),
  ];

  it('shows how many rows there are, also of those that are not drawn', async () => {
    await show(many);
    expect(host().querySelector('[role=table]')?.getAttribute('aria-rowcount')).toBe('301');
    expect(count()).toBe('300 of 300');
  });

  it('finds rows by name, whatever its case', async () => {
    await show(many);
    await type('payment');
    expect(count()).toBe('1 of 300');
  });

  it('finds rows by status', async () => {
    await show(many);
    const down = [...host().querySelectorAll<HTMLInputElement>('input[type=radio]')].find(
      ({ value }) => value === 'down',
    );
    down?.click();
    await fixture.whenStable();
    expect(count()).toBe('1 of 300');
  });

  it('offers a way back where nothing matches', async () => {
    await show(many);
    await type('nothing like it');
    expect(host().textContent).toContain('No matching results');
    host().querySelector<HTMLButtonElement>('.empty button')?.click();
    await fixture.whenStable();
    expect(count()).toBe('300 of 300');
  });

  it('has no filter for a few rows', async () => {
    await show(many.slice(0, 3));
    expect(host().querySelector('input')).toBeNull();
  });
});
