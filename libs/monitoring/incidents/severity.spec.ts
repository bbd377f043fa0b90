import { severityOf } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { MANIFESTS } from '@envscope/integrations/services.js';
import { higherSeverity } from './severity.js';

describe('severityOf', () => {
  it.each([
    { service: 'mongodb', targetState: 'failing', severity: 'critical' },
    { service: 'uptimerobot', targetState: 'failing', severity: 'critical' },
    { service: 'sentry', targetState: 'failing', severity: 'high' },
    { service: 'discord', targetState: 'failing', severity: 'high' },
    { service: 'mongodb', targetState: 'degraded', severity: 'medium' },
    { service: 'mongodb', targetState: 'unknown', severity: 'low' },
  ] as const)('asks for a person as $severity where $service is $state', (row) => {
    expect(severityOf(MANIFESTS[row.service], row.targetState)).toBe(row.severity);
  });
});

describe('graverOf', () => {
  it('answers the higher one, whichever comes first', () => {
    expect([higherSeverity('high', 'medium'), higherSeverity('medium', 'high')]).toEqual(['high', 'high']);
  });
});
