import type { IncidentSummary, UnhealthyItem } from '@envscope/contracts/index.js';
import { CONSOLE_SCOPE, DEFAULT_TARGET } from '@envscope/contracts/index.js';
import { incidentOf, memberOf } from '@envscope/testing/alerts.js';
import { describe, expect, it } from '@jest/globals';
import { readIn } from '../testing/read-in.js';
import { glanceHtml, type Glance } from './glance-html.js';

const NAMES = new Map([
  ['prod', { ko: '프로덕션', en: 'Production' }],
  ['qa', { ko: 'Q&A <b>', en: 'Q&A <b>' }],
]);
const GENERATED_AT = '2026-11-30T05:40:15.120Z';

const all = (glance: Partial<Glance> = {}): Glance => ({
  subject: { kind: 'all' },
  generatedAt: GENERATED_AT,
  status: null,
  count: { up: 6, configured: 8 },
  unhealthy: [],
  standings: [],
  ...glance,
});

const summary = (changes: Partial<IncidentSummary> = {}): IncidentSummary => ({
  ...incidentOf({ environment: 'prod' }),
  memberCount: 1,
  failingServices: ['redis'],
  failingCount: 1,
  dependentCount: 0,
  ...changes,
});

const wrong = (incident: IncidentSummary): UnhealthyItem => ({
  id: incident.id,
  environment: incident.environment,
  service: incident.service,
  status: 'down',
  severity: 'critical',
  since: '2026-11-30T05:38:05.000Z',
  results: [],
  incident,
});

describe('glanceHtml', () => {
  it('says in both languages what is wrong, where, for how long, why, and who has it', () => {
    const acknowledgement = { by: 'Minji', note: '', at: GENERATED_AT };
    const firstCause = memberOf({
      service: 'endpoints',
      target: 'search',
      label: null,
      reason: { code: 'refused', params: {} },
    });
    const incident = summary({
      acknowledgement,
      firstCause: { ...summary().firstCause, ...firstCause, reason: { code: 'refused', params: {} } },
    });
    const html = glanceHtml(all({ unhealthy: [wrong(incident)] }), NAMES);
    expect(readIn(html, 'en')).toBe(
      'Overview As of 05:40:15 UTC Current problems Down Production · Endpoints · search for 2m 10s ' +
        'Connection refused: nothing listens on that port Acknowledged by Minji',
    );
    expect(readIn(html, 'ko')).toContain('장애 프로덕션 · 엔드포인트 · search');
    expect(readIn(html, 'ko')).not.toMatch(/Down|Overview/);
  });

  it('says that nothing is wrong, and how each environment stands', () => {
    const standings = [
      { name: { environment: 'prod' }, status: 'up', word: 'shell.status.up', isStale: true } as const,
    ];
    expect(readIn(glanceHtml(all({ standings }), NAMES), 'en')).toBe(
      'Overview As of 05:40:15 UTC No problems 6 of 8 configured services are up. The others are paused or have no result yet. ' +
        'Production Stale Up',
    );
  });

  it.each([
    [{ up: 8, configured: 8 }, 'No problems All 8 configured services are up.'],
    [{ up: 0, configured: 0 }, 'Nothing is configured yet Configure services'],
  ])('says of %o, with nothing wrong, %s', (count, words) => {
    const subject = { kind: 'environment', environment: 'prod' } as const;
    expect(readIn(glanceHtml(all({ subject, status: 'up', count }), NAMES), 'en')).toContain(words);
  });

  it('says no more of a service than its status where nothing is wrong with it', () => {
    const glance = all({
      subject: { kind: 'service', environment: 'prod', service: 'redis' },
      status: 'up',
      standings: [{ name: { service: 'redis' }, status: 'up', word: 'shell.status.up', isStale: false }],
    });
    expect(readIn(glanceHtml(glance, NAMES), 'en')).toBe('Redis · Production Up As of 05:40:15 UTC');
  });

  it('says of what waits for its first result that it does, in list and heading', () => {
    const standings = [
      {
        name: { service: 'request-metrics' },
        status: 'unknown',
        word: 'shell.overview.neverChecked',
        isStale: false,
      } as const,
    ];
    const subject = { environment: 'prod', service: 'request-metrics' } as const;
    const environment = all({
      subject: { kind: 'environment', environment: 'prod' },
      status: 'up',
      standings,
    });
    expect(readIn(glanceHtml(environment, NAMES), 'en')).toContain('Request metrics Waiting');
    const service = all({ subject: { kind: 'service', ...subject }, status: 'unknown', standings });
    expect(readIn(glanceHtml(service, NAMES), 'en')).toContain('Request metrics · Production Waiting');
  });

  it('names the console where an incident is its own', () => {
    const incident = summary({ environment: CONSOLE_SCOPE, service: 'console' });
    const firstCause = {
      ...incident.firstCause,
      service: 'console',
      target: DEFAULT_TARGET,
      label: null,
    } as const;
    const html = glanceHtml(all({ unhealthy: [wrong({ ...incident, firstCause })] }), NAMES);
    expect(readIn(html, 'en')).toContain('Console · Console’s own connection');
  });

  it('shows eight rows and counts the rest', () => {
    const html = glanceHtml(all({ unhealthy: Array.from({ length: 11 }, () => wrong(summary())) }), NAMES);
    expect(html.match(/<li data-status/g)).toHaveLength(8);
    expect(readIn(html, 'en')).toContain('and 3 more');
  });

  it('lets no name be an element', () => {
    const standings = [
      { name: { environment: 'qa' }, status: 'up', word: 'shell.status.up', isStale: false } as const,
    ];
    const html = glanceHtml(all({ standings }), NAMES);
    expect(html).toContain('<span>Q&amp;A &lt;b&gt;</span>');
  });
});
