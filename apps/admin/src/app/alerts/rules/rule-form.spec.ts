import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { textOf } from '../../testing/service-bench';
import { prepareBench } from '../../testing/alert-bench';
import { type MeasurementEntry, newEntry, type RuleEntry } from './rule-draft';
import { RuleForm } from './rule-form';

const ERRORS: MeasurementEntry = {
  service: 'request-metrics',
  measurement: 'errorRatio',
  unit: 'ratio',
  maximum: 1,
  isOfParts: true,
  limit: null,
};
const LATENCY: MeasurementEntry = {
  service: 'redis',
  measurement: 'latencyMs',
  unit: 'ms',
  maximum: null,
  isOfParts: false,
  limit: null,
};
const MEMORY: MeasurementEntry = {
  service: 'redis',
  measurement: 'memoryUsedBytes',
  unit: 'bytes',
  maximum: null,
  isOfParts: false,
  limit: null,
};

describe('RuleForm', () => {
  let fixture: ComponentFixture<RuleForm>;
  const saved = jest.fn();

  const host = () => fixture.nativeElement as HTMLElement;
  const field = (label: string) => {
    const found = [...host().querySelectorAll('app-field')].find(
      (one) => textOf(one.querySelector('.field-label')) === label,
    );
    if (!found) throw new Error(`No field "${label}"`);
    return found;
  };
  const errorOf = (label: string) => textOf(field(label).querySelector('.field-error'));

  async function show(changes: Partial<RuleEntry> = {}, id: string | null = null): Promise<void> {
    fixture = TestBed.createComponent(RuleForm);
    fixture.componentRef.setInput('initial', { ...newEntry(ERRORS), name: 'Many errors', ...changes });
    fixture.componentRef.setInput('catalogue', [ERRORS, LATENCY, MEMORY]);
    fixture.componentRef.setInput('id', id);
    fixture.componentInstance.saved.subscribe(saved);
    await fixture.whenStable();
  }

  async function enter(label: string, value: string, control = 'input'): Promise<void> {
    const element = field(label).querySelector<HTMLInputElement | HTMLSelectElement>(control);
    if (!element) throw new Error(`No control in "${label}"`);
    element.value = value;
    element.dispatchEvent(new Event(element instanceof HTMLSelectElement ? 'change' : 'input'));
    await fixture.whenStable();
  }

  async function submit(answer?: (request: TestRequest) => void): Promise<void> {
    host()
      .querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    if (answer) answer(TestBed.inject(HttpTestingController).expectOne(() => true));
    await fixture.whenStable();
  }

  beforeEach(async () => {
    saved.mockClear();
    await prepareBench();
  });

  it.each([
    { entry: ERRORS, written: '0.07', threshold: 0.0007 },
    { entry: ERRORS, written: '12,5', threshold: 0.125 },
    { entry: LATENCY, written: '800', threshold: 800 },
    { entry: LATENCY, written: '1.5', unit: 's', threshold: 1_500 },
    { entry: MEMORY, written: '1.5', unit: 'GB', threshold: 1_610_612_736 },
  ])('sends $written of $entry.measurement as $threshold', async ({ entry, written, unit, threshold }) => {
    await show({ service: entry.service, measurement: entry.measurement });
    if (unit) await enter('Threshold', unit, 'select');
    await enter('Threshold', written);
    await submit((request) => {
      expect(request.request.method).toBe('POST');
      expect(request.request.body).toMatchObject({ threshold, measurement: entry.measurement });
      request.flush({});
    });
    expect(saved).toHaveBeenCalledTimes(1);
  });

  it('shows a rule in the units that write it shortest', async () => {
    await show({ threshold: 0.0725, durationMs: 90_000, cooldownMs: 7_200_000 });
    const [threshold, duration, cooldown] = ['Threshold', 'Duration', 'Cooldown'].map((label) => [
      field(label).querySelector('input')?.value,
      field(label).querySelector('select')?.value,
    ]);
    expect([threshold, duration, cooldown]).toEqual([
      ['7.25', undefined],
      ['1.5', 'min'],
      ['2', 'h'],
    ]);
  });

  it('keeps the number when its unit is corrected', async () => {
    await show({ threshold: 0.05, durationMs: 300_000 });
    await enter('Duration', 'h', 'select');
    expect(field('Duration').querySelector('input')?.value).toBe('5');
    await submit((request) => {
      expect(request.request.body).toMatchObject({ durationMs: 18_000_000 });
      request.flush({});
    });
  });

  it('says at each field what is missing, and sends nothing', async () => {
    await show({ name: '' });
    await submit();
    expect(errorOf('Name')).toBe('Required.');
    expect(errorOf('Threshold')).toBe('Required.');
    expect(field('Name').querySelector('input')?.getAttribute('aria-invalid')).toBe('true');
    TestBed.inject(HttpTestingController).verify();
  });

  it.each([
    { label: 'Threshold', written: 'many', says: 'Enter a number.' },
    { label: 'Threshold', written: '-1', says: 'At least 0.' },
    { label: 'Threshold', written: '101', says: 'This figure is a share: it never exceeds 100%.' },
    { label: 'Threshold', written: '100', says: 'No value can ever match this condition.' },
    { label: 'Name', written: 'Re\u200bdis', says: 'Remove line breaks and invisible characters.' },
    { label: 'Duration', written: '2000', says: 'At most 1d.' },
  ])('says of "$written" in $label: $says', async ({ label, written, says }) => {
    await show({ threshold: 0.05 });
    await enter(label, written);
    await submit();
    expect(errorOf(label)).toBe(says);
  });

  it('lets nobody change what a built-in rule watches', async () => {
    await show({ threshold: 0.05 }, 'request-errors');
    fixture.componentRef.setInput('isBuiltIn', true);
    await fixture.whenStable();
    for (const label of ['Service', 'Measurement'])
      expect(field(label).querySelector('select')?.disabled).toBe(true);
    expect(field('Condition').querySelector('fieldset')?.disabled).toBe(true);
    await enter('Threshold', '7');
    await submit((request) => {
      expect(request.request.body).toMatchObject({ measurement: 'errorRatio', threshold: 0.07 });
      request.flush({});
    });
    expect(saved).toHaveBeenCalledTimes(1);
  });

  it('forgets a threshold when something else is watched', async () => {
    await show({ threshold: 0.05 });
    await enter('Service', 'redis', 'select');
    expect(field('Threshold').querySelector('input')?.value).toBe('');
    expect(field('Measurement').querySelector('select')?.value).toBe('latencyMs');
  });

  it('changes a rule that there is, and shows at its field what the server refuses', async () => {
    await show({ threshold: 0.05 }, 'errors');
    const errors = [{ field: 'measurement', code: 'unknown-measurement', message: 'No such measurement' }];
    await submit((request) => {
      expect([request.request.method, request.request.url]).toEqual(['PUT', 'api/internal/rules/errors']);
      const problem = {
        type: 'about:blank',
        title: '',
        status: 400,
        code: 'invalid-input',
        params: {},
        errors,
      };
      request.flush(problem, { status: 400, statusText: 'Bad Request' });
    });
    expect(errorOf('Measurement')).toBe('The service has no such measurement.');
    expect(saved).not.toHaveBeenCalled();
  });

  it('says what went wrong where no field is to blame', async () => {
    await show({ threshold: 0.05 });
    const problem = { type: 'about:blank', title: '', status: 503, code: 'store-failing', params: {} };
    await submit((request) => request.flush(problem, { status: 503, statusText: 'x' }));
    expect(textOf(host().querySelector('app-notice'))).toContain('The console’s store is failing');
  });
});
