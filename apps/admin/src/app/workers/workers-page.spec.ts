import { HttpTestingController } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { API } from '../api/api';
import { Words } from '../language/words';
import type { FakeStream } from '../live/stream.fixture';
import { Session } from '../session/session';
import { prepareBench } from '../testing/alert-bench';
import { textOf } from '../testing/service-bench';
import { AT, reportOf, standing, worker } from './workers.fixture';
import { WorkersPage } from './workers-page';

const REPORT = reportOf({
  workers: [],
  locations: [standing({ isStaffed: false, silentSince: AT })],
  standInsPerMinute: 2,
  commandsAMonth: 8_123_456,
});

describe('WorkersPage', () => {
  const isPermitted = signal(true);
  let stream: FakeStream;

  beforeEach(async () => {
    isPermitted.set(true);
    const session = { may: () => isPermitted(), view: () => undefined, person: () => null };
    ({ stream } = await prepareBench([{ provide: Session, useValue: session }]));
    await TestBed.inject(Words).loadPart('workers');
  });

  function opened() {
    const fixture = TestBed.createComponent(WorkersPage);
    TestBed.tick();
    const host = fixture.nativeElement as HTMLElement;
    const answers = TestBed.inject(HttpTestingController);
    const show = async (): Promise<string> => {
      await fixture.whenStable();
      return textOf(host);
    };
    return { fixture, host, answers, show };
  }

  it('shows that it reads, then the queue and its locations', async () => {
    const { fixture, host, answers, show } = opened();
    expect(host.querySelector('[aria-busy=true]')).not.toBeNull();
    answers.expectOne(API.workers).flush(REPORT);
    const text = await show();
    expect(host.querySelector('[aria-busy=true]')).toBeNull();
    for (const said of ['Connected', '2 in the last minute', 'up to 8,100,000 a month', 'No worker'])
      expect(text).toContain(said);
    expect(text).toContain('LOCATION=seoul npm run worker');
    fixture.destroy();
  });

  it('keeps what it knows while it cannot be read anew', async () => {
    const { fixture, answers, show } = opened();
    answers.expectOne(API.workers).flush(REPORT);
    await show();
    fixture.componentInstance['resource'].reload();
    TestBed.tick();
    answers.expectOne(API.workers).flush('', { status: 500, statusText: 'Failed' });
    const text = await show();
    expect(text).toContain('Refreshing failed');
    expect(text).toContain('No worker');
    fixture.destroy();
  });

  it('reads anew when the queue goes away or a location falls silent, and not when nothing of that changes', async () => {
    const { fixture, answers, show } = opened();
    answers.expectOne(API.workers).flush(REPORT);
    await show();
    for (const condition of [
      { queueAwaySince: AT },
      { silentLocations: [{ location: 'seoul', since: AT }] },
      { queueRival: { name: 'host-b', locations: [], since: AT } },
    ]) {
      stream.console(false, condition);
      TestBed.tick();
      answers.expectOne(API.workers).flush(REPORT);
      await show();
      stream.console(false, condition);
      TestBed.tick();
      answers.expectNone(API.workers);
    }
    fixture.destroy();
  });

  it('says how to get workers where settings name no queue', async () => {
    const { fixture, answers, show } = opened();
    answers.expectOne(API.workers).flush({ ...REPORT, queue: 'unused', locations: [], commandsAMonth: null });
    const text = await show();
    expect(text).toContain('No queue is set');
    expect(text).toContain('QUEUE_URL=redis://');
    expect(text).toContain('npm run worker');
    fixture.destroy();
  });

  it.each([
    ['away', { awaySince: AT }, 'Away The console checks everything itself'],
    ['elsewhere', { locations: [] }, 'Another console is the leader'],
  ] as const)('says what it means that the queue is %s', async (queue, changes, said) => {
    const { fixture, answers, show } = opened();
    answers.expectOne(API.workers).flush({ ...REPORT, ...changes, queue });
    expect(await show()).toContain(said);
    fixture.destroy();
  });

  it('reads anew soon while the console has only begun to connect', async () => {
    const { fixture, answers, show } = opened();
    answers.expectOne(API.workers).flush({ ...REPORT, queue: 'connecting' });
    expect(await show()).toContain('Connecting…');
    jest.useFakeTimers();
    fixture.componentInstance['resource'].reload();
    TestBed.tick();
    answers.expectOne(API.workers).flush({ ...REPORT, queue: 'connecting' });
    await jest.advanceTimersByTimeAsync(2_500);
    TestBed.tick();
    jest.useRealTimers();
    answers.expectOne(API.workers).flush(REPORT);
    expect(await show()).toContain('Connected');
    fixture.destroy();
  });

  it('names another console that uses the queue with other settings, and its locations', async () => {
    const { fixture, answers, show } = opened();
    const rival = { name: 'host-b', locations: ['tokyo', null], since: AT };
    answers.expectOne(API.workers).flush({ ...REPORT, rival });
    const text = await show();
    expect(text).toContain('Shared with another console Another console, host-b, has used this queue');
    expect(text).toContain('Its locations: tokyo, Without a location.');
    expect(text).not.toContain('Connected');
    fixture.destroy();
  });

  it('calls no worker working that cannot be heard', async () => {
    const { fixture, answers, show } = opened();
    answers.expectOne(API.workers).flush({ ...REPORT, workers: [worker()], queue: 'away', awaySince: AT });
    const text = await show();
    expect(text).toContain('seoul-1 Not heard');
    expect(text).not.toContain('Working');
    fixture.destroy();
  });

  it('asks nothing for whoever may not read it, and says which role it needs', async () => {
    isPermitted.set(false);
    const { fixture, answers, show } = opened();
    answers.expectNone(API.workers);
    expect(await show()).toContain('Needs the role viewer in all environments');
    fixture.destroy();
  });
});
