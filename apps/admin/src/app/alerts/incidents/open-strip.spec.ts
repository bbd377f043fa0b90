import { ApplicationInitStatus, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { IncidentSummary } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { provideWords } from '../../language/provide-words';
import { textOf } from '../../testing/service-bench';
import { incidentSummary } from './incident.fixture';
import { OpenIncidents } from './open-incidents';
import { OpenStrip } from './open-strip';

const ACKNOWLEDGED = { acknowledgement: { by: 'Minji', note: '', at: '2026-11-23T06:00:00.000Z' } };
const ID = '01998a00-0000-7000-8000-000000000001';

describe('OpenStrip', () => {
  const incidents = signal<readonly IncidentSummary[] | undefined>(undefined);

  beforeEach(async () => {
    const source = { provide: OpenIncidents, useValue: { incidents } };
    TestBed.configureTestingModule({ providers: [provideWords(), provideRouter([]), source] });
    await TestBed.inject(ApplicationInitStatus).donePromise;
  });

  it.each([
    { story: 'nothing before anything was read', given: undefined, says: null },
    { story: 'nothing when nothing is wrong', given: [], says: null },
    {
      story: 'one incident, and leads right to it',
      given: [incidentSummary()],
      says: `1 open incident → /incidents/${ID}`,
    },
    {
      story: 'what is open apart from what somebody looks after',
      given: [incidentSummary(), incidentSummary(), incidentSummary(ACKNOWLEDGED)],
      says: '2 open incidents · 1 acknowledged incident → /incidents?environment=prod&state=unresolved',
    },
    {
      story: 'no incident of another environment',
      given: [incidentSummary({ environment: 'dev' })],
      says: null,
    },
  ])('shows $story', async ({ given, says }) => {
    incidents.set(given);
    const fixture = TestBed.createComponent(OpenStrip);
    fixture.componentRef.setInput('environment', 'prod');
    await fixture.whenStable();
    const link = (fixture.nativeElement as HTMLElement).querySelector('a');
    expect(link && `${textOf(link)} → ${link.getAttribute('href')}`).toBe(says);
  });
});
