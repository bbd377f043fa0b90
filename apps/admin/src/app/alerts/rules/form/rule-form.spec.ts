import {
  HttpResponse,
  provideHttpClient,
  withInterceptors,
  type HttpInterceptorFn,
} from '@angular/common/http';
import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { RulePreview } from '@envscope/contracts/index.js';
import { of } from 'rxjs';
import { textOf } from '../../../testing/service-bench';
import { Words } from '../../../language/words';
import { prepareBench } from '../../../testing/alert-bench';
import { type MeasurementEntry, newEntry, type RuleEntry } from '../rule-draft';
import { RuleForm } from './rule-form';

const ERRORS: MeasurementEntry = {
  service: 'request-metrics',
  targets: 'parts',
  measurement: 'errorRatio',
  unit: 'ratio',
  maximum: 1,
  isOfParts: true,
  limit: null,
};
const LATENCY: MeasurementEntry = {
  service: 'redis',
  targets: 'one',
  measurement: 'latencyMs',
  unit: 'ms',
  maximum: null,
  isOfParts: false,
  limit: null,
};
const MEMORY: MeasurementEntry = {
  service: 'redis',
  targets: 'one',
  measurement: 'memoryUsedBytes',
  unit: 'bytes',
  maximum: null,
  isOfParts: false,
  limit: null,
};

const DURATION_MS = 7 * 86_400_000;
const TO = '2026-11-29T02:00:00.000Z';
const NOTHING_STORED: RulePreview = {
  from: new Date(Date.parse(TO) - DURATION_MS).toISOString(),
  to: TO,
  targets: [],
  watched: 0,
  count: 0,
  doubts: ['nothing-stored'],
};
const TARGETS = [{ target: 'GET:/orders', label: 'GET /orders', environments: ['prod'] }];

/** What was asked for a preview. */
const asked: unknown[] = [];
let preview = NOTHING_STORED;

/** Answers what helps to write a rule; what is sent in the end is for tests to answer. */
const helps: HttpInterceptorFn = (request, next) => {
  if (request.url.endsWith('/targets')) return of(new HttpResponse({ body: { targets: TARGETS } }));
  if (!request.url.endsWith('/preview')) return next(request);
  asked.push(request.body);
  return of(new HttpResponse({ body: preview }));
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
    asked.splice(0);
    preview = NOTHING_STORED;
    await prepareBench([provideHttpClient(withInterceptors([helps])), provideHttpClientTesting()]);
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

  describe('helps to write what was meant', () => {
    const P95: MeasurementEntry = {
      ...LATENCY,
      service: 'request-metrics',
      targets: 'parts',
      measurement: 'p95Ms',
      isOfParts: true,
    };
    const TOTAL: MeasurementEntry = { ...P95, measurement: 'requestsTotal', unit: 'count', isOfParts: false };
    const TERMS = { service: 'request-metrics', measurement: 'p95Ms', threshold: 800 } as const;
    const catalogue = [ERRORS, P95, TOTAL, LATENCY];

    /** Until what is said holds, as a pause of the writer passes. */
    const until = async (isSo: () => boolean) => {
      while (!isSo()) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        await fixture.whenStable();
      }
    };
    const show95 = async (changes: Partial<RuleEntry> = {}) => {
      await show({ ...TERMS, environments: ['prod'], ...changes });
      fixture.componentRef.setInput('catalogue', catalogue);
      await fixture.whenStable();
    };
    const sentence = () => textOf(host().querySelector('app-rule-sentence'));

    it('watches one route where it is chosen, and offers the figures that routes have', async () => {
      await show95({ measurement: 'requestsTotal' });
      await enter('Target', 'GET:/orders', 'select');
      const figures = [...field('Measurement').querySelectorAll('option')].map(({ value }) => value);
      expect(figures).toEqual(['errorRatio', 'p95Ms']);
      expect(field('Threshold').querySelector('input')?.value).toBe('');
      await enter('Measurement', 'p95Ms', 'select');
      await enter('Threshold', '800');
      await submit((request) => {
        expect(request.request.body).toMatchObject({ target: 'GET:/orders', measurement: 'p95Ms' });
        request.flush({ id: 'one' });
      });
      expect(saved).toHaveBeenCalledWith({ id: 'one' });
    });

    it('sends no target of a rule on all requests, and keeps one that nobody knows now', async () => {
      await show95();
      await submit((request) => {
        expect(request.request.body).not.toHaveProperty('target');
        request.flush({});
      });
      await show95({ target: 'GET:/gone' });
      expect(field('Target').querySelector('select')?.value).toBe('GET:/gone');
      expect(textOf(field('Target').querySelector('option:checked'))).toBe('GET /gone');
    });

    it('says the rule in one sentence, in both languages', async () => {
      await show95({ target: 'GET:/orders' });
      expect(sentence()).toBe(
        'Notifies when p95 response time of GET /orders in Production is over 800 ms for 5m.',
      );
      await TestBed.inject(Words).speak('ko');
      await fixture.whenStable();
      expect(sentence()).toContain('GET /orders의 p95 응답 시간 값이 5분 동안 계속 800ms 초과이면 알려요.');
      await TestBed.inject(Words).speak('en');
      await fixture.whenStable();
    });

    it('asks once the writer pauses, and says how often and when it would have fired', async () => {
      const firings = [
        { from: '2026-11-28T03:05:00.000Z', to: '2026-11-28T03:21:00.000Z' },
        { from: '2026-11-29T01:55:00.000Z', to: null },
      ];
      const target = {
        environment: 'prod',
        target: 'GET:/orders',
        label: 'GET /orders',
        intervalMs: 60_000,
        value: 950,
        valueAt: TO,
        storedFrom: '2026-11-27T02:00:00.000Z',
        samples: 2_880,
        breaching: 20,
        least: 120,
        greatest: 1_200,
        count: 2,
        firings,
      };
      preview = { ...NOTHING_STORED, targets: [target], watched: 1, count: 2, doubts: [] };
      await show95({ target: 'GET:/orders' });
      await until(() => asked.length > 0);
      const { name, severity, isEnabled, tags, ...question } = newEntry(P95);
      expect(asked).toEqual([{ ...question, ...TERMS, target: 'GET:/orders', environments: ['prod'] }]);
      expect([name, severity, isEnabled, tags]).toEqual(['', 'medium', true, []]);
      const panel = host().querySelector('app-rule-preview');
      // As far as what is stored goes back.
      expect(textOf(panel)).toContain('Would have fired 2 times in the last 2d');
      expect(textOf(panel)).toContain('Now 950 ms');
      expect(textOf(panel)).toContain('still firing');
      expect(panel?.querySelectorAll('rect.fired')).toHaveLength(2);
    });

    it('warns of what looks like a mistake, and of nothing while something is missing', async () => {
      preview = { ...NOTHING_STORED, doubts: ['unusual', 'mostly-breached'] };
      await show95({ threshold: 0.8 });
      await until(() => asked.length > 0);
      expect(host().querySelectorAll('app-rule-preview app-notice.warning')).toHaveLength(2);
      await enter('Threshold', '');
      expect(textOf(host().querySelector('app-rule-preview'))).toContain('Complete the condition');
    });

    it('asks nothing of a threshold that cannot be', async () => {
      await show({ threshold: 8 });
      expect(textOf(host().querySelector('app-rule-preview'))).toContain('Complete the condition');
    });
  });
});
