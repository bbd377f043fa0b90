import { describe, expect, it } from '@jest/globals';
import { subjectOf } from './subject.js';

const ID = '01998a00-0000-7000-8000-000000000000';

describe('subjectOf', () => {
  it.each([
    ['/', { kind: 'all' }],
    ['/incidents', { kind: 'incidents' }],
    [`/incidents/${ID}`, { kind: 'incident', id: ID }],
    ['/environments/prod', { kind: 'environment', environment: 'prod' }],
    ['/environments/prod/', { kind: 'environment', environment: 'prod' }],
    [
      '/environments/prod/services/request-metrics',
      { kind: 'service', environment: 'prod', service: 'request-metrics' },
    ],
  ])('knows what %s is about', (path, subject) => {
    expect(subjectOf(path)).toEqual(subject);
  });

  it.each([
    '/sign-in',
    '/audit',
    '/environments',
    '/incidents/latest',
    `/incidents/${ID}/more`,
    '/environments/prod/services',
    '/environments/prod/services/constructor',
    '/environments/prod/services/redis/more',
    '/environments/prod/other/redis',
  ])('has nothing to say at %s', (path) => {
    expect(subjectOf(path)).toBeNull();
  });
});
