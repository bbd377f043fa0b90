import { ReasonCode } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { say, sayReason, sayRule } from './say.js';
import { LANGUAGES } from './texts.js';

describe('say', () => {
  it('speaks the language that is asked for', () => {
    expect(say('en', 'shell.status.down')).toBe('Down');
    expect(say('ko', 'shell.status.down')).toBe('장애');
  });

  it('does not compile for a key that does not exist or a value that is missing', () => {
    // @ts-expect-error no such key
    expect(() => say('en', 'shell.status.fine')).not.toThrow();
    // @ts-expect-error `count` is missing
    expect(say('en', 'shell.overview.more')).toContain('{{count}}');
  });
});

describe('sayReason', () => {
  it('writes each value as its name and the language ask', () => {
    const reason = { code: 'timeout', params: { limitMs: 10_000 } } as const;
    expect(sayReason('en', reason)).toBe('Timed out after 10 sec');
    expect(sayReason('ko', reason)).toBe('응답 시간 초과 (제한 10초)');
  });

  it('names the zone of a time, which need not be its reader’s', () => {
    const reason = { code: 'job-late', params: { dueAt: '2026-11-23T06:32:00.000Z' } } as const;
    expect(sayReason('en', reason)).toMatch(/^The run due at Nov 2\d, \d\d:\d\d [A-Z]+[+:\d-]* is late$/);
    expect(sayReason('ko', reason)).toMatch(/11월 2\d일 \d\d:\d\d [A-Z]+/);
  });

  it('writes a measured value in the unit of its measurement', () => {
    const params = { measurement: 'memoryUsedRatio', value: 0.934, threshold: 0.9 };
    const reason = { code: 'rule-fired', params } as const;
    expect(sayReason('en', reason)).toBe('Limit crossed: Memory usage 93.4% (limit 90%)');
  });

  it('names locations, and what they found', () => {
    const found = { causeCode: 'timeout', limitMs: 10_000, locations: 'seoul, frankfurt' };
    const params = { ...found, downCount: 2, voterCount: 3 };
    const reason = { code: 'down-from-locations', params } as const;
    expect(sayReason('en', reason)).toBe('Down from seoul and frankfurt (2 of 3). Timed out after 10 sec');
    expect(sayReason('ko', reason)).toBe(
      'seoul 및 frankfurt 위치에서 장애(3곳 중 2곳). 응답 시간 초과 (제한 10초)',
    );
    const only = { ...params, locations: 'seoul', downCount: 1, silentLocations: 'sydney' };
    expect(sayReason('en', { code: 'down-from-some', params: only })).toBe(
      'Down from seoul only (1 of 3); sydney silent. Timed out after 10 sec',
    );
  });

  it.each(LANGUAGES)('has words in %s for every reason, also without any value', (language) => {
    for (const code of ReasonCode.options) {
      const words = sayReason(language, { code, params: {} });
      expect(words).not.toBe('');
      expect(words).not.toMatch(/[{}[\]]/);
    }
  });
});

describe('sayRule', () => {
  it('names a built-in rule in the language, and another one as its author did', () => {
    const [builtIn, own] = [
      { id: 'redis-memory', name: 'Redis memory is nearly full' },
      { id: '01998a00-0000-7000-8000-000000000001', name: '결제 오류' },
    ];
    expect(sayRule('ko', builtIn)).toBe('Redis 메모리 부족 임박');
    expect(sayRule('en', builtIn)).toBe('Redis memory is nearly full');
    expect(sayRule('en', own)).toBe('결제 오류');
  });
});
