import { Rule, thresholdFaultOf, type Reason } from '@envscope/contracts/index.js';
import { aboutMeasurements, builtInRules } from '@envscope/texts/en/rules.js';
import { measurements } from '@envscope/texts/en/measurements.js';
import { BUILT_IN_RULES, REASONS_LEFT_TO_RULES } from './built-in-rules.js';
import { measurementOf, MEASUREMENTS } from './catalogue.js';

const measured = [...new Set(MEASUREMENTS.map(({ measurement }) => measurement))].sort();

describe('the catalogue of measurements', () => {
  it('and the texts name the same measurements', () => {
    expect(Object.keys(measurements).sort()).toEqual(measured);
    expect(Object.keys(aboutMeasurements).sort()).toEqual(measured);
  });

  it.each([
    { ending: 'Ms', unit: 'ms' },
    { ending: 'Ratio', unit: 'ratio' },
    { ending: 'Bytes', unit: 'bytes' },
    { ending: 'PerSecond', unit: 'per-second' },
    { ending: 'PerMinute', unit: 'per-minute' },
  ])('measures in $unit what ends in $ending, and nothing else', ({ ending, unit }) => {
    const others = MEASUREMENTS.filter(
      (entry) => entry.measurement.endsWith(ending) !== (entry.unit === unit),
    );
    expect(others).toEqual([]);
  });

  it('knows which service measures what', () => {
    expect(measurementOf('redis', 'memoryUsedRatio')).toMatchObject({ unit: 'ratio', maximum: 1 });
    expect(measurementOf('sentry', 'errorLimitUsedRatio')).toMatchObject({ unit: 'ratio', maximum: null });
    expect(measurementOf('mongodb', 'memoryUsedRatio')).toBeUndefined();
    expect(measurementOf('redis', 'constructor')).toBeUndefined();
  });
});

describe('built-in rules', () => {
  it.each(BUILT_IN_RULES)('$id is a rule on something that is measured', (rule) => {
    expect(Rule.parse(rule)).toEqual(rule);
    const measurement = measurementOf(rule.service, rule.measurement);
    expect(measurement && thresholdFaultOf(rule, measurement)).toBeNull();
  });

  it('are called what the texts call them', () => {
    const named = Object.fromEntries(BUILT_IN_RULES.map(({ id, name }) => [id, name]));
    expect(named).toEqual(builtInRules);
  });

  it('are on, in every environment', () => {
    expect(
      BUILT_IN_RULES.every(({ isEnabled, environments }) => isEnabled && environments.length === 0),
    ).toBe(true);
  });

  it.each<Reason['code']>([
    'memory-nearly-full',
    'evicting',
    'connections-nearly-exhausted',
    'storage-nearly-full',
    'certificate-expiring',
    'error-rate-elevated',
    'error-rate-high',
    'new-errors',
  ])('speak for %s', (code) => expect(REASONS_LEFT_TO_RULES).toContain(code));

  it('leave outages to checks', () => {
    expect(REASONS_LEFT_TO_RULES).not.toContain('certificate-expired');
    expect(REASONS_LEFT_TO_RULES).not.toContain('timeout');
  });
});
