import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { API } from '../api/api';
import { Clock } from '../live/clock';
import { BURST_MS } from '../live/reload-on-events';
import { FakeStream } from '../live/stream.fixture';
import { Visibility } from '../live/visibility';
import { DaySource } from './day-source';

const STEP_MS = 1_800_000;
const FROM_MS = Date.parse('2026-11-22T06:30:00.000Z');
const END_MS = FROM_MS + 48 * STEP_MS;
const DAY = {
  from: new Date(FROM_MS).toISOString(),
  stepMs: STEP_MS,
  steps: 48,
  environments: [
    {
      environment: 'prod',
      services: [
        {
          service: 'redis',
          runs: [
            { status: null, steps: 40 },
            { status: 'degraded', steps: 3 },
            { status: 'up', steps: 5 },
          ],
        },
      ],
    },
  ],
};

describe('DaySource', () => {
  const stream = new FakeStream();
  const nowMs = signal(0);
  let source: DaySource;
  const http = () => TestBed.inject(HttpTestingController);

  beforeEach(async () => {
    nowMs.set(END_MS - 60_000);
    TestBed.configureTestingModule({
      providers: [
        DaySource,
        provideHttpClient(),
        provideHttpClientTesting(),
        stream.provider,
        { provide: Visibility, useValue: { isVisible: signal(true) } },
        { provide: Clock, useValue: { nowMs } },
      ],
    });
    source = TestBed.inject(DaySource);
    TestBed.tick();
    http().expectOne(API.overviewHistory).flush(DAY);
    await TestBed.inject(ApplicationRef).whenStable();
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
    http().verify();
  });

  function pass(): void {
    TestBed.tick();
    jest.advanceTimersByTime(BURST_MS);
    TestBed.tick();
  }

  it('knows how a service stood, and the worst of it', () => {
    expect(source.of('prod', 'redis')?.worst).toBe('degraded');
    expect(source.of('prod', 'redis')?.runs).toHaveLength(3);
    expect(source.of('dev', 'redis')).toBeUndefined();
  });

  it('is not read again by checks that change nothing in it', () => {
    stream.observation({ environment: 'prod', service: 'redis', status: 'up' });
    pass();
    http().expectNone(API.overviewHistory);
  });

  it('is read again when something is worse than it says', () => {
    stream.observation({ environment: 'prod', service: 'redis', status: 'down' });
    pass();
    http().expectOne(API.overviewHistory);
  });

  it('is read again when its last step is over', () => {
    nowMs.set(END_MS);
    TestBed.tick();
    http().expectOne(API.overviewHistory);
  });
});
