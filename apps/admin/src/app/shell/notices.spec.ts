import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, it } from '@jest/globals';
import { Configuration } from '../configuration/configuration';
import { provideWords } from '../language/provide-words';
import { Words } from '../language/words';
import { FakeStream } from '../live/stream.fixture';
import { Notices } from './notices';

const OUTAGE = { since: '2026-11-23T06:00:00.000Z', checks: 7 };

async function noticesIn(language: 'en' | 'ko') {
  const stream = new FakeStream();
  const configuration = { warnings: signal([]), config: signal(undefined), environments: signal([]) };
  TestBed.configureTestingModule({
    providers: [
      provideWords(),
      provideRouter([]),
      provideHttpClient(),
      provideHttpClientTesting(),
      stream.provider,
      { provide: Configuration, useValue: configuration },
    ],
  });
  await TestBed.inject(Words).speak(language);
  const fixture = TestBed.createComponent(Notices);
  return { stream, fixture };
}

describe('Notices', () => {
  it.each([
    ['en', 'The console has not reached the network since', '7 checks were not observed'],
    ['ko', '콘솔이 네트워크에 연결되지 않아요', '점검 7회를 관측하지 못했어요'],
  ] as const)(
    'says in %s that the console cannot reach the network, until it can',
    async (language, ...said) => {
      const { stream, fixture } = await noticesIn(language);
      stream.console(false, { outage: OUTAGE });
      await fixture.whenStable();
      const shown = fixture.nativeElement as HTMLElement;
      for (const words of said) expect(shown.textContent).toContain(words);
      // What grows all the time is not read out each time.
      expect(shown.querySelector('[aria-live="off"]')?.textContent).toContain(said[1]);
      stream.console(false);
      await fixture.whenStable();
      expect(shown.querySelector('app-notice')).toBeNull();
    },
  );

  it.each([
    ['en', 'the console checks everything itself'],
    ['ko', '콘솔이 모든 대상을 직접 점검해요'],
  ] as const)('says in %s that the queue is away, until it answers', async (language, said) => {
    const { stream, fixture } = await noticesIn(language);
    stream.console(false, { queueAwaySince: OUTAGE.since });
    await fixture.whenStable();
    const shown = fixture.nativeElement as HTMLElement;
    expect(shown.textContent).toContain(said);
    stream.console(false, { queueAwaySince: null });
    await fixture.whenStable();
    expect(shown.querySelector('app-notice')).toBeNull();
  });
});
