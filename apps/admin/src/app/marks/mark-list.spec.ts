import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationInitStatus, Component, computed, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Marks } from '@envscope/contracts/index.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { API } from '../api/api';
import { provideWords } from '../language/provide-words';
import { Words } from '../language/words';
import { BURST_MS } from '../live/reload-on-events';
import { FakeStream } from '../live/stream.fixture';
import { groupMarks } from '../ui/charts/chart-marks';
import { MarkList } from './mark-list';
import { MarksSource } from './marks-source';

const FROM = '2026-11-23T06:00:00.000Z';
const TO = '2026-11-23T07:00:00.000Z';
const ID = '019ab001-7a3e-7bb1-9a38-00000000000';

const incident = (number: number, startedAt: string) => ({
  id: `${ID}${number}`,
  service: 'redis' as const,
  target: 'default',
  label: null,
  severity: 'high' as const,
  reason: { code: 'refused' as const, params: {} },
  startedAt,
  resolvedAt: startedAt,
});

/** What a person reads. */
const textOf = (element: Element | null | undefined) =>
  element?.textContent.replace(/\s+/g, ' ').trim() ?? '';

@Component({
  imports: [MarkList],
  template: `<app-mark-list name="one" [of]="marks" [groups]="groups()" />
    <app-mark-list name="two" [of]="others" [groups]="[]" />`,
})
class Bench {
  private readonly source = inject(MarksSource);
  readonly marks = this.source.of(() => 'prod');
  readonly others = this.source.of(() => 'dev');
  readonly groups = computed(() => groupMarks(this.marks.marks() ?? [], Date.parse(FROM), Date.parse(TO)));
}

describe('MarkList', () => {
  let stream: FakeStream;

  afterEach(() => {
    jest.useRealTimers();
  });
  beforeEach(async () => {
    stream = new FakeStream();
    TestBed.configureTestingModule({
      providers: [
        provideWords(),
        provideRouter([]),
        provideHttpClient(),
        provideHttpClientTesting(),
        stream.provider,
      ],
    });
    await TestBed.inject(ApplicationInitStatus).donePromise;
    await TestBed.inject(Words).loadPart('charts');
  });

  async function show(answer: (request: ReturnType<HttpTestingController['expectOne']>) => void) {
    const fixture = TestBed.createComponent(Bench);
    TestBed.tick();
    answer(TestBed.inject(HttpTestingController).expectOne(({ url }) => url === API.marks));
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  }

  const marked = (incidents: Marks['environments'][number]['incidents']): Marks => ({
    from: FROM,
    to: TO,
    environments: [
      { environment: 'dev', incidents: [], isCut: false, releases: [] },
      {
        environment: 'prod',
        incidents,
        isCut: false,
        releases: [{ kind: 'release', name: 'api@2.0.0', at: '2026-11-23T06:10:00.000Z' }],
      },
    ],
  });

  it('asks once for all charts of a page', async () => {
    const host = await show((request) => {
      expect(request.request.params.get('environments')).toBe('dev,prod');
      request.flush(marked([]));
    });
    expect(textOf(host.querySelector('app-mark-list ul'))).toContain('Release api@2.0.0');
    expect(textOf(host.querySelectorAll('app-mark-list')[1])).toBe(
      'No incidents, releases or deploys in this period',
    );
  });

  it('says the newest first, and leads to an incident', async () => {
    const host = await show((request) => request.flush(marked([incident(1, '2026-11-23T06:30:00.000Z')])));
    const items = [...host.querySelectorAll('ul > li')];
    expect(items.map((item) => item.querySelector('app-mark-shape')?.getAttribute('data-shape'))).toEqual([
      'incident',
      'release',
    ]);
    expect(items[0]?.querySelector('a')?.getAttribute('href')).toBe(`/incidents/${ID}1`);
    expect(textOf(items[0])).toContain('Incident: Redis');
  });

  it('opens what has one place in the chart', async () => {
    const near = ['30:00', '30:10', '30:20'].map((time, index) =>
      incident(index, `2026-11-23T06:${time}.000Z`),
    );
    const host = await show((request) => request.flush(marked(near)));
    const opener = host.querySelector<HTMLButtonElement>('ul button');
    expect(textOf(opener)).toBe('3 incidents');
    const panel = host.querySelector(`#${opener?.getAttribute('popovertarget') ?? ''}`);
    expect(panel?.querySelectorAll('ol a')).toHaveLength(3);
  });

  it('names a release and a deploy that stand together', async () => {
    const host = await show((request) => {
      const answer = marked([]);
      answer.environments[1]?.releases.push({ kind: 'deploy', name: 'ci-7', at: '2026-11-23T06:10:20.000Z' });
      request.flush(answer);
    });
    expect(textOf(host.querySelector('ul li > span'))).toBe('Release api@2.0.0, Deploy ci-7');
    expect(host.querySelector('ul button')).toBeNull();
  });

  it('is read anew when an incident of the page changes, and not for more', async () => {
    await show((request) => request.flush({ ...marked([]), to: new Date().toISOString() }));
    jest.useFakeTimers();
    const pass = () => {
      TestBed.tick();
      jest.advanceTimersByTime(BURST_MS);
      TestBed.tick();
    };
    const http = TestBed.inject(HttpTestingController);
    stream.alert({ topic: 'incidents', environment: 'staging' });
    stream.alert({ topic: 'rules', environment: 'prod' });
    stream.observation({ environment: 'prod', service: 'sentry' });
    pass();
    http.expectNone(({ url }) => url === API.marks);
    stream.alert({ topic: 'incidents', environment: 'prod' });
    pass();
    http.expectOne(({ url }) => url === API.marks);
  });

  it('says that it could not be read', async () => {
    const host = await show((request) => request.flush(null, { status: 500, statusText: 'Broken' }));
    expect(textOf(host.querySelector('[role=status]'))).toBe('Incidents and releases could not be loaded.');
  });
});
