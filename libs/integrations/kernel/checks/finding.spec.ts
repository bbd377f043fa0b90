import { defineService } from '@envscope/integrations/kernel/service.js';
import { describe, expect, it } from '@jest/globals';
import { degraded, down, measured, paused, unknown, up } from './finding.js';

const service = defineService({
  kind: 'redis',
  layer: 'infrastructure',
  isVital: true,
  targets: 'one',
  dependsOn: [],
  silence: 'down',
  headline: 'keys',
  compared: { figures: ['hitRatio'], facts: [] },
  figures: {
    keys: { unit: 'count', metric: 'envscope_keys' },
    hitRatio: { unit: 'ratio', metric: 'envscope_hit_ratio' },
  },
});

describe('findings', () => {
  it('have a reason unless all is well, or watching is off', () => {
    expect([up(), paused()]).toEqual([{ status: 'up' }, { status: 'paused' }]);
    expect(degraded('slow', { latencyMs: 9 })).toEqual({
      status: 'degraded',
      reason: { code: 'slow', params: { latencyMs: 9 } },
    });
    expect(down('refused').reason).toEqual({ code: 'refused', params: {} });
    expect(unknown('no-data').status).toBe('unknown');
  });

  it('have no code but those of the contracts', () => {
    // @ts-expect-error: nothing can say a reason that has no words.
    expect(degraded('no-such-reason').reason?.code).toBe('no-such-reason');
  });
});

describe('measured', () => {
  it('leaves out what could not be read, instead of calling it 0', () => {
    expect(measured(service, { keys: 0, hitRatio: null })).toEqual({ keys: 0 });
    expect(measured(service, { keys: undefined })).toEqual({});
  });

  it('has no figure but those of the manifest', () => {
    // @ts-expect-error: no rule and no page knows such a figure.
    expect(measured(service, { keys: 1, kyes: 2 })).toEqual({ keys: 1 });
  });
});

describe('defineService', () => {
  it('takes one of the figures for the headline', () => {
    // @ts-expect-error: a card could not draw it.
    expect(defineService({ ...service, headline: 'kyes' }).headline).toBe('kyes');
  });
});
