import { ruleOf } from '@envscope/testing/alerts.js';
import { describe, expect, it } from '@jest/globals';
import { ruleListOf } from './rule-list.js';

describe('ruleListOf', () => {
  const memory = ruleOf({ id: 'memory', severity: 'high' });
  const errors = ruleOf({ id: 'errors', severity: 'critical' });
  const idle = ruleOf({ id: 'idle', severity: 'critical', isEnabled: false });
  const lastOpenedAt = '2026-10-02T09:41:57.120Z';

  it('says of each rule whether it fires and when it last did', () => {
    const { rules } = ruleListOf([memory, errors], [{ ruleId: 'memory', count: 2, firing: 1, lastOpenedAt }]);
    expect(rules).toEqual([
      { ...memory, firing: 1, lastFiredAt: lastOpenedAt },
      { ...errors, firing: 0, lastFiredAt: null },
    ]);
  });

  it('counts enabled rules by severity, and what fired, of deleted rules too', () => {
    const { statistics } = ruleListOf(
      [memory, errors, idle],
      [
        { ruleId: 'memory', count: 2, firing: 1, lastOpenedAt },
        { ruleId: 'deleted', count: 3, firing: 0, lastOpenedAt },
      ],
    );
    expect(statistics).toEqual({
      total: 3,
      active: 2,
      firing: 1,
      firedToday: 5,
      bySeverity: { low: 0, medium: 0, high: 1, critical: 1 },
    });
  });
});
