import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { API } from '../../../api/api';
import { Configuration } from '../../../configuration/configuration';
import { provideWords } from '../../../language/provide-words';
import { Words } from '../../../language/words';
import { FakeStream } from '../../../live/stream.fixture';
import { textOf } from '../../../testing/service-bench';
import { incident, incidentMember } from '../incident.fixture';
import { IncidentDeliveries } from './incident-deliveries';
import { MemberList } from './member-list';

const OWN = { environment: '@console', service: 'console' } as const;

describe('the page of the console’s own incident', () => {
  beforeEach(async () => {
    const configuration = { paintOf: () => undefined, nameOf: (id: string) => `The ${id}` };
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        provideWords(),
        new FakeStream().provider,
        { provide: Configuration, useValue: configuration },
      ],
    });
    const words = TestBed.inject(Words);
    await words.speak('en');
    await Promise.all([words.loadPart('incidents'), words.loadPart('alerting')]);
  });

  it('has environments with how much was not observed, and calls none of them up when it is over', async () => {
    const fixture = TestBed.createComponent(MemberList);
    const reason = { code: 'not-observed', params: { count: 48 } } as const;
    const member = incidentMember({ ...OWN, target: 'dev', targetState: 'healthy', reason });
    fixture.componentRef.setInput('members', [member]);
    fixture.componentRef.setInput('label', 'Environments');
    await fixture.whenStable();
    const row = (fixture.nativeElement as HTMLElement).querySelector('li');
    expect(textOf(row)).toContain('The dev 48 checks were not observed');
    expect(row?.querySelector('app-state-badge')).toBeNull();
    expect(row?.querySelector('a')?.getAttribute('href')).toBe('/environments/dev');
  });

  it.each([
    ['workers', 'seoul', 'location-silent', '4 targets to be checked from there'],
    ['queue', null, 'queue-away', '4 targets to be checked by workers'],
  ] as const)('has environments with how much waits for the %s', async (service, label, code, said) => {
    const fixture = TestBed.createComponent(MemberList);
    const reason = { code, params: { count: 4 } } as const;
    const about = { environment: '@console', service } as const;
    fixture.componentRef.setInput('members', [incidentMember({ ...about, target: 'dev', label, reason })]);
    fixture.componentRef.setInput('label', 'Environments');
    await fixture.whenStable();
    const row = (fixture.nativeElement as HTMLElement).querySelector('li');
    expect(textOf(row)).toContain(`The dev ${said}`);
    expect(row?.querySelector('app-state-badge')).toBeNull();
  });

  it.each([
    { when: 'while it lasts', resolvedAt: null, says: 'Nobody can be notified without a network' },
    { when: 'afterwards', resolvedAt: '2026-11-23T06:10:00.000Z', says: 'no channel matches' },
  ])('says $when why nobody was notified', async ({ resolvedAt, says }) => {
    const fixture = TestBed.createComponent(IncidentDeliveries);
    const own = incident({ ...OWN, resolvedAt });
    fixture.componentRef.setInput('incident', own);
    TestBed.tick();
    const http = TestBed.inject(HttpTestingController);
    http.expectOne(API.channels).flush({ channels: [], isLeader: true });
    http
      .expectOne(({ url }) => url === API.incidentDeliveries(own.id))
      .flush({ deliveries: [], nextCursor: null });
    await fixture.whenStable();
    expect(textOf(fixture.nativeElement as HTMLElement)).toContain(says);
  });
});
