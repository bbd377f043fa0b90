import { describe, expect, it } from '@jest/globals';
import { MANIFESTS } from '@envscope/integrations/services.js';
import { higherSeverity, severityOf } from './severity.js';

describe('severityOf', () => {
  it.each([
    { service: 'mongodb', verdict: 'failing', severity: 'critical' },
    { service: 'uptimerobot', verdict: 'failing', severity: 'critical' },
    { service: 'sentry', verdict: 'failing', severity: 'high' },
    { service: 'discord', verdict: 'failing', severity: 'high' },
    { service: 'mongodb', verdict: 'degraded', severity: 'medium' },
    { service: 'mongodb', verdict: 'unknown', severity: 'low' },
  ] as const)('asks for a person as $severity where $service is $verdict', (row) => {
    expect(severityOf(MANIFESTS[row.service], row.verdict)).toBe(row.severity);
  });
});

describe('graverOf', () => {
  it('answers the graver one, whichever comes first', () => {
    expect([higherSeverity('high', 'medium'), higherSeverity('medium', 'high')]).toEqual(['high', 'high']);
  });
});
