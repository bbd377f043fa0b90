import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Clock } from './clock';
import { serverTime } from './server-time';

const HOUR_MS = 3_600_000;

describe('serverTime', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([serverTime])), provideHttpClientTesting()],
    });
  });

  /** How far the clock is from this machine's once an answer of that time has come. */
  function aheadAfter(date: string | null): number {
    TestBed.inject(HttpClient).get('/api/x').subscribe();
    const headers: Record<string, string> = date === null ? {} : { date };
    TestBed.inject(HttpTestingController).expectOne('/api/x').flush({}, { headers });
    const minutes = Math.round((TestBed.inject(Clock).nowMs() - Date.now()) / 60_000);
    // A moment that passed meanwhile rounds to minus zero.
    return minutes * 60_000 || 0;
  }

  it.each([HOUR_MS, -HOUR_MS])('goes by the server’s clock where that is %i ms ahead', (aheadMs) => {
    expect(aheadAfter(new Date(Date.now() + aheadMs).toUTCString())).toBe(aheadMs);
    expect(aheadAfter(new Date().toUTCString())).toBeCloseTo(0);
  });

  it.each([null, 'soon'])('goes by its own where the answer says %s', (date) => {
    expect(aheadAfter(date)).toBeCloseTo(0);
  });
});
