import { SERVICES, ServiceLayer, thresholdFaultOf } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { figureOf, maximumOf } from './kernel/service.js';
import { MANIFESTS } from './services.js';

const manifests = Object.values(MANIFESTS);
const figures = manifests.flatMap((manifest) =>
  Object.entries(manifest.figures).map(([measurement, figure]) => ({
    service: manifest.kind,
    measurement,
    ...figure,
  })),
);

describe('the manifests of services', () => {
  it('are one for each kind, under its name', () => {
    expect(Object.entries(MANIFESTS).map(([kind, manifest]) => [kind, manifest.kind])).toEqual(
      manifests.map(({ kind }) => [kind, kind]),
    );
    expect(manifests.map(({ kind }) => kind).sort()).toEqual([...SERVICES].sort());
  });

  it('go from what the world sees down to what all stands on', () => {
    const places = manifests.map(({ layer }) => ServiceLayer.options.indexOf(layer));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(MANIFESTS.mongodb.layer).toBe('infrastructure');
    expect(MANIFESTS.uptimerobot.layer).toBe('external');
  });

  it('depend on no service that depends on another', () => {
    const dependents = manifests.filter(({ dependsOn }) => dependsOn.length > 0);
    const causes = dependents.flatMap(({ dependsOn }) => dependsOn);
    expect(dependents.map(({ kind }) => kind).filter((kind) => causes.includes(kind))).toEqual([]);
  });

  it.each([
    { ending: 'Ms', unit: 'ms' },
    { ending: 'Ratio', unit: 'ratio' },
    { ending: 'Bytes', unit: 'bytes' },
    { ending: 'PerSecond', unit: 'per-second' },
    { ending: 'PerMinute', unit: 'per-minute' },
  ])('measure in $unit what ends in $ending, and nothing else', ({ ending, unit }) => {
    const others = figures.filter((figure) => figure.measurement.endsWith(ending) !== (figure.unit === unit));
    expect(others).toEqual([]);
  });

  it('give each figure a name of its own in Prometheus, which ends as its convention has it', () => {
    const endings = {
      ms: '_seconds',
      ratio: '_ratio',
      bytes: '_bytes',
      'per-second': '_per_second',
      'per-minute': '_per_minute',
      days: '_days',
      code: '_code',
      count: '',
    };
    const names = figures.map(({ metric }) => metric);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
    const wrong = figures.filter(({ unit, metric, metricType }) => {
      const isEnded = metric.endsWith(endings[unit]);
      return !isEnded || metric.endsWith('_total') !== (metricType === 'counter');
    });
    expect(wrong).toEqual([]);
  });

  it.each(figures.flatMap((figure) => (figure.rule ? [{ ...figure, rule: figure.rule }] : [])))(
    'wait with $rule.id for what can be',
    ({ rule, ...figure }) => {
      expect(thresholdFaultOf(rule, { maximum: maximumOf(figure) })).toBeNull();
    },
  );

  it('know which service measures what', () => {
    expect(figureOf(MANIFESTS.redis, 'memoryUsedRatio')).toMatchObject({ unit: 'ratio' });
    expect(figureOf(MANIFESTS.mongodb, 'memoryUsedRatio')).toBeUndefined();
    expect(figureOf(MANIFESTS.redis, 'constructor')).toBeUndefined();
  });

  it('bound the share of a whole, and no share of an allowance', () => {
    expect(maximumOf(MANIFESTS.redis.figures['memoryUsedRatio'] ?? { unit: 'ms' })).toBe(1);
    expect(maximumOf(MANIFESTS.sentry.figures['errorLimitUsedRatio'] ?? { unit: 'ms' })).toBeNull();
  });
});
