import type { IncidentSummary } from '@envscope/contracts/index.js';
import { incidentOf } from '@envscope/testing/alerts.js';
import { readIn } from '../testing/read-in.js';
import { describe, expect, it } from '@jest/globals';
import { incidentHtml } from './incident-html.js';

const NAMES = new Map([['prod', { ko: '프로덕션', en: 'Production' }]]);
const GENERATED_AT = '2026-11-30T05:40:15.120Z';

const summary = (changes: Partial<IncidentSummary> = {}): IncidentSummary => ({
  ...incidentOf({ environment: 'prod', startedAt: '2026-11-30T05:38:05.000Z' }),
  memberCount: 3,
  failingServices: ['redis'],
  failingCount: 1,
  dependentCount: 0,
  ...changes,
});
const says = (incident: IncidentSummary, language: 'ko' | 'en' = 'en') =>
  readIn(incidentHtml(incident, GENERATED_AT, NAMES), language);

describe('incidentHtml', () => {
  it('says what it is, where, for how long, and that nobody has it', () => {
    expect(says(summary())).toMatch(
      /^Redis and 2 more As of 05:40:15 UTC Down Production for 2m 10s .+ Open$/,
    );
    expect(says(summary(), 'ko')).toMatch(/^Redis .+ 장애 프로덕션 /);
  });

  it('says who has it', () => {
    const acknowledgement = { by: 'Minji <b>', note: '', at: GENERATED_AT };
    expect(says(summary({ acknowledgement }))).toMatch(/Acknowledged by Minji &lt;b&gt;$/);
  });

  it('says that it is over, and no more for how long', () => {
    const over = says(summary({ resolvedAt: GENERATED_AT, targetState: 'healthy', resolution: 'recovered' }));
    expect(over).toContain('Resolved Production');
    expect(over).not.toContain('2m 10s');
  });
});
