import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Words } from '../../language/words';
import { prepareBench } from '../../testing/alert-bench';
import { conditionOf, sentenceOf, type SaidRule } from './rule-words';

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

describe('sentenceOf', () => {
  beforeEach(async () => void (await prepareBench()));

  const names = (label?: string) => ({
    label,
    environmentName: (id: string) => ({ prod: 'Production', dev: 'Development' })[id] ?? id,
  });
  const P95: SaidRule = {
    ...RULE,
    service: 'request-metrics',
    measurement: 'p95Ms',
    threshold: 800,
    environments: ['prod'],
  };

  it.each<{ rule: SaidRule; label?: string; en: string; ko: string }>([
    {
      rule: { ...P95, target: 'GET:/orders' },
      en: 'Notifies when p95 response time of GET /orders in Production is over 800 ms for 5m.',
      ko: 'Production에서 GET /orders의 p95 응답 시간 값이 5분 동안 계속 800ms 초과이면 알려요.',
    },
    {
      rule: {
        ...P95,
        environments: ['dev', 'prod'],
        measurement: 'requestsPerMinute',
        condition: 'less_than',
        durationMs: 0,
        threshold: 3,
      },
      en: 'Notifies when requests per minute of all requests in Development and Production is under 3 in two checks in a row.',
      ko: 'Development 및 Production에서 전체 요청의 분당 요청 수 값이 두 번 연속 3 미만이면 알려요.',
    },
    {
      rule: { ...P95, service: 'endpoints', measurement: 'latencyMs', environments: [], isEnabled: false },
      en: 'Off. Notifies when response time of any target of Endpoints in every environment is over 800 ms for 5m.',
      ko: '꺼진 규칙이에요. 모든 환경에서 엔드포인트 대상 중 하나의 응답 시간 값이 5분 동안 계속 800ms 초과이면 알려요.',
    },
    {
      rule: { ...P95, service: 'uptimerobot', target: '77', measurement: 'averageResponseMs' },
      label: 'Shop',
      en: 'Notifies when average response time of Shop in Production is over 800 ms for 5m.',
      ko: 'Production에서 Shop의 평균 응답 시간 값이 5분 동안 계속 800ms 초과이면 알려요.',
    },
  ])('says "$en"', async ({ rule, label, en, ko }) => {
    const words = TestBed.inject(Words);
    expect(sentenceOf(rule, words, names(label))).toBe(en);
    await words.speak('ko');
    expect(sentenceOf(rule, words, names(label))).toBe(ko);
  });
});
