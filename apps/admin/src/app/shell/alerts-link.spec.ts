import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationInitStatus } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { API } from '../api/api';
import { provideWords } from '../language/provide-words';
import { FakeStream } from '../live/stream.fixture';
import { textOf } from '../testing/service-bench';
import { AlertsLink } from './alerts-link';

describe('AlertsLink', () => {
  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        provideWords(),
        new FakeStream().provider,
      ],
    });
    await TestBed.inject(ApplicationInitStatus).donePromise;
  });

  it.each([
    { open: 0, says: 'Alerts' },
    { open: 1, says: 'Alerts 1 1 open incident' },
    { open: 100, says: 'Alerts 99+ 100 open incidents' },
  ])('counts the incidents that nobody has acknowledged: $open', async ({ open, says }) => {
    const fixture = TestBed.createComponent(AlertsLink);
    TestBed.tick();
    TestBed.inject(HttpTestingController)
      .expectOne(({ url }) => url === API.incidents)
      .flush({ incidents: [], nextCursor: null, unresolved: { open, acknowledged: 5 } });
    await fixture.whenStable();
    expect(textOf(fixture.nativeElement as HTMLElement)).toBe(says);
  });
});
