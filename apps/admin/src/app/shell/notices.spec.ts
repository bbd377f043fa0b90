import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, it } from '@jest/globals';
import type { ConsoleConfig } from '@envscope/contracts/index.js';
import { Configuration } from '../configuration/configuration';
import { consoleConfig } from '../configuration/console-config.fixture';
import { provideWords } from '../language/provide-words';
import { Words } from '../language/words';
import { FakeStream } from '../live/stream.fixture';
import { Notices } from './notices';

const OUTAGE = { since: '2026-11-23T06:00:00.000Z', checks: 7 };

async function noticesIn(language: 'en' | 'ko') {
  const stream = new FakeStream();
  const config = signal<ConsoleConfig | undefined>(consoleConfig());
  const configuration = {
    warnings: signal([]),
    config,
    environments: signal([]),
    resource: { error: signal(undefined) },
  };
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
  return { stream, fixture, config };
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

  it.each([
    ['en', 'Another console, host-b, has used the same queue with other settings since'],
    ['ko', '다른 콘솔(host-b)이 같은 작업 큐를 다른 설정으로 쓰고 있어'],
  ] as const)('says in %s that another console uses the queue, until it does not', async (language, said) => {
    const { stream, fixture } = await noticesIn(language);
    stream.console(false, { queueRival: { name: 'host-b', locations: ['tokyo'], since: OUTAGE.since } });
    await fixture.whenStable();
    const shown = fixture.nativeElement as HTMLElement;
    expect(shown.textContent).toContain(said);
    expect(shown.textContent).toContain('QUEUE_PREFIX');
    stream.console(false, { queueRival: null });
    await fixture.whenStable();
    expect(shown.querySelector('app-notice')).toBeNull();
  });

  it.each([
    ['en', 'No check results from seoul since', 'No check results from workers since'],
    ['ko', 'seoul 위치에서 점검 결과가 오지 않아요', '워커가 점검 결과를 보내지 않아요'],
  ] as const)(
    'says in %s of which locations nothing comes, and leads to the workers',
    async (language, ...said) => {
      const { stream, fixture } = await noticesIn(language);
      const since = OUTAGE.since;
      stream.console(false, {
        silentLocations: [
          { location: 'seoul', since },
          { location: null, since },
        ],
      });
      await fixture.whenStable();
      const notices = [...(fixture.nativeElement as HTMLElement).querySelectorAll('app-notice')];
      expect(notices.map((notice) => notice.querySelector('a')?.getAttribute('href'))).toEqual([
        '/workers',
        '/workers',
      ]);
      for (const [index, words] of said.entries()) expect(notices[index]?.textContent).toContain(words);
    },
  );

  it('comes with the page, and not before it', async () => {
    const { stream, fixture, config } = await noticesIn('en');
    const page = config();
    config.set(undefined);
    stream.console(false, { deadLetterCount: 1 });
    await fixture.whenStable();
    const shown = fixture.nativeElement as HTMLElement;
    expect(shown.querySelector('app-notice')).toBeNull();
    config.set(page);
    await fixture.whenStable();
    expect(shown.querySelectorAll('app-notice')).toHaveLength(1);
  });
});
