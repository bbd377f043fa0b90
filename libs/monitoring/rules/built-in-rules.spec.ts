import { Rule, type Reason } from '@envscope/contracts/index.js';
import { MANIFESTS } from '@envscope/integrations/services.js';
import { aboutMeasurements, builtInRules } from '@envscope/texts/en/rules.js';
import { measurements } from '@envscope/texts/en/measurements.js';
import { builtInRulesOf, reasonsLeftToRules } from './built-in-rules.js';

const BUILT_IN_RULES = builtInRulesOf(MANIFESTS);
const REASONS_LEFT_TO_RULES = reasonsLeftToRules(MANIFESTS);

describe('the figures of all services', () => {
  it('and the texts name the same measurements', () => {
    const measured = [
      ...new Set(Object.values(MANIFESTS).flatMap(({ figures }) => Object.keys(figures))),
    ].sort();
    expect(Object.keys(measurements).sort()).toEqual(measured);
    expect(Object.keys(aboutMeasurements).sort()).toEqual(measured);
  });
});

describe('built-in rules', () => {
  it.each(BUILT_IN_RULES)('$id is a rule on something that is measured', (rule) => {
    expect(Rule.parse(rule)).toEqual(rule);
    expect(MANIFESTS[rule.service].figures).toHaveProperty(rule.measurement);
  });

  it('are called what the texts call them', () => {
    const named = Object.fromEntries(BUILT_IN_RULES.map(({ id, name }) => [id, name]));
    expect(named).toEqual(builtInRules);
    const ids = Object.values(MANIFESTS).flatMap(({ figures }) =>
      Object.values(figures).flatMap(({ rule }) => rule?.id ?? []),
    );
    expect(ids.sort()).toEqual(Object.keys(builtInRules).sort());
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
