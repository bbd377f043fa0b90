import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Words } from '../../language/words';
import { prepareBench } from '../../testing/alert-bench';
import { conditionOf } from './rule-words';

const RULE = {
  measurement: 'errorRatio',
  condition: 'greater_than',
  threshold: 0.05,
  durationMs: 300_000,
} as const;

describe('conditionOf', () => {
  beforeEach(async () => void (await prepareBench()));

  it.each([
    { rule: RULE, en: 'over 5% for 5m', ko: '5% 초과 상태가 5분 지속' },
    { rule: { ...RULE, threshold: 0.0007 }, en: 'over 0.07% for 5m', ko: '0.07% 초과 상태가 5분 지속' },
    {
      rule: { ...RULE, measurement: 'latencyMs', threshold: 1_500, durationMs: 0 },
      en: 'over 1.5 sec',
      ko: '1.5초 초과',
    },
    {
      rule: { ...RULE, measurement: 'memoryUsedBytes', threshold: 1.25 * 2 ** 30, durationMs: 0 },
      en: 'over 1.25 GB',
      ko: '1.25GB 초과',
    },
    {
      rule: {
        ...RULE,
        measurement: 'certificateDaysLeft',
        condition: 'less_than',
        threshold: 14,
        durationMs: 0,
      },
      en: 'under 14',
      ko: '14 미만',
    },
  ] as const)('says "$en"', async ({ rule, en, ko }) => {
    const words = TestBed.inject(Words);
    expect(conditionOf(rule, words)).toBe(en);
    await words.speak('ko');
    expect(conditionOf(rule, words)).toBe(ko);
  });
});
