import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { ApplicationInitStatus } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { IncidentSummary } from '@envscope/contracts/index.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { API } from '../../../api/api';
import { Configuration } from '../../../configuration/configuration';
import { provideWords } from '../../../language/provide-words';
import { Words } from '../../../language/words';
import { BURST_MS } from '../../../live/reload-on-events';
import { FakeStream } from '../../../live/stream.fixture';
import { nothingMuted } from '../../../testing/nothing-muted';
import { textOf } from '../../../testing/service-bench';
import type { IncidentFilter } from './incident-filter';
import { IncidentSection } from './incident-section';
import { incidentSummary } from '../incident.fixture';

const idOf = (number: number) => `01998a00-0000-7000-8000-00000000000${number}`;
const numbered = (number: number, changes: Partial<IncidentSummary> = {}) =>
  incidentSummary({ id: idOf(number), ...changes });

describe('IncidentSection', () => {
  const stream = new FakeStream();
  let server: HttpTestingController;
  let fixture: ComponentFixture<IncidentSection>;

  const host = () => fixture.nativeElement as HTMLElement;
  const shown = () => [...host().querySelectorAll('li a')].map((link) => link.getAttribute('href'));
  const next = () => server.expectOne(({ url }) => url === API.incidents);
  const flush = (request: TestRequest, incidents: IncidentSummary[], nextCursor: string | null) =>
    request.flush({ incidents, nextCursor, unresolved: { open: incidents.length, acknowledged: 0 } });
  const answer = async (...answered: Parameters<typeof flush>) => {
    flush(...answered);
    await fixture.whenStable();
  };

  /** Lets effects run, the burst of events pass, and what comes of it. */
  const pass = async () => {
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(BURST_MS);
    TestBed.tick();
  };

  function show(filter: IncidentFilter): void {
    fixture = TestBed.createComponent(IncidentSection);
    fixture.componentRef.setInput('heading', 'Unresolved');
    fixture.componentRef.setInput('filter', filter);
    TestBed.tick();
  }

  afterEach(() => {
    jest.useRealTimers();
  });
  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([nothingMuted])),
        provideHttpClientTesting(),
        provideRouter([]),
        provideWords(),
        stream.provider,
        {
          provide: Configuration,
          useValue: { environment: () => undefined, paintOf: () => undefined, nameOf: (id: string) => id },
        },
      ],
    });
    await TestBed.inject(ApplicationInitStatus).donePromise;
    await Promise.all([
      TestBed.inject(Words).loadPart('incidents'),
      TestBed.inject(Words).loadPart('alerting'),
    ]);
    server = TestBed.inject(HttpTestingController);
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'requestAnimationFrame', 'setImmediate'] });
  });

  it('says of an incident where, what, why and who looks after it', async () => {
    show({});
    const acknowledgement = { by: 'Minji', note: '', at: '2026-11-23T06:00:00.000Z' };
    await answer(next(), [numbered(1, { acknowledgement, memberCount: 3, failingCount: 2 })], null);
    const said = textOf(host().querySelector('li'));
    for (const part of ['Down', 'prod', 'Redis and 2 more', 'Connection refused', 'Critical']) {
      expect(said).toContain(part);
    }
    expect(said).toContain('2 of 3 with problems');
    expect(said).toContain('Acknowledged by Minji');
  });

  it('offers of the console’s own what the server accepts, and counts no targets', async () => {
    show({});
    const reason = { code: 'not-observed', params: {} } as const;
    const own = { service: 'console', target: 'dev', label: null, reason } as const;
    await answer(
      next(),
      [
        numbered(1, { environment: '@console', service: 'console', firstCause: own, memberCount: 2 }),
        numbered(2),
      ],
      null,
    );
    const rows = [...host().querySelectorAll('app-incident-row')];
    expect(rows.map((row) => row.querySelector('app-acknowledge-button') !== null)).toEqual([true, true]);
    expect(rows.map((row) => row.querySelector('app-silence-menu') !== null)).toEqual([false, true]);
    expect(textOf(rows[0] ?? null)).toContain('Console’s own connection');
    expect(textOf(rows[0] ?? null)).not.toContain('problems');
  });

  it('shows older ones on demand, below those that it has', async () => {
    show({ state: 'resolved' });
    const first = next();
    expect(first.request.params.get('state')).toBe('resolved');
    await answer(first, [numbered(3)], idOf(3));
    host().querySelector<HTMLButtonElement>('app-paged-frame > button')?.click();
    TestBed.tick();
    flush(next(), [numbered(3)], idOf(3));
    const second = next();
    expect(second.request.params.get('cursor')).toBe(idOf(3));
    await answer(second, [numbered(2)], null);
    expect(shown()).toEqual([`/incidents/${idOf(3)}`, `/incidents/${idOf(2)}`]);
    expect(host().querySelector('app-paged-frame > button')).toBeNull();
  });

  it('begins with the first page again for another filter', async () => {
    show({ state: 'resolved' });
    await answer(next(), [numbered(3)], idOf(3));
    fixture.componentRef.setInput('filter', { state: 'resolved', environment: 'dev' });
    TestBed.tick();
    expect(shown()).toEqual([]);
    await answer(next(), [numbered(2)], idOf(2));
    server.verify();
    expect(shown()).toEqual([`/incidents/${idOf(2)}`]);
  });

  it.each([
    { story: 'reads anew when an incident of its environment changes', environment: 'dev', isRead: true },
    { story: 'reads anew when a change is no single environment’s', environment: null, isRead: true },
    { story: 'passes over what happens in other environments', environment: 'prod', isRead: false },
  ])('$story', async ({ environment, isRead }) => {
    show({ environment: 'dev' });
    await answer(next(), [numbered(1)], null);
    stream.alert({ environment });
    await pass();
    expect(server.match(({ url }) => url === API.incidents)).toHaveLength(isRead ? 1 : 0);
  });

  it('keeps what it shows when it cannot be read anew, and says so', async () => {
    show({});
    await answer(next(), [numbered(1)], null);
    stream.reset();
    await pass();
    next().flush('', { status: 503, statusText: 'Service Unavailable' });
    await fixture.whenStable();
    expect(shown()).toEqual([`/incidents/${idOf(1)}`]);
    expect(textOf(host().querySelector('app-problem-notice'))).toContain('Refreshing failed');
  });
});
