import {
  DEFAULT_TARGET,
  endpointName,
  type EnvironmentId,
  type MeasurementName,
  type MeasurementUnit,
  type Rule,
  type RuleView,
} from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';
import { fittingUnit, toAmount } from '../../ui/forms/amount';
import { thresholdUnits } from './units';

/** When a rule fires: `over 5% for 5m`. */
export function conditionOf(
  rule: Pick<Rule, 'measurement' | 'condition' | 'threshold' | 'durationMs'>,
  words: Words,
): string {
  const { measurement, condition, threshold, durationMs } = rule;
  const limit = words.say(`alerting.rules.condition.${condition}`, {
    threshold: thresholdOf(measurement, threshold, words),
  });
  return durationMs === 0
    ? limit
    : words.say('alerting.rules.lasting', { limit, duration: words.duration(durationMs) });
}

/** What a sentence says of a rule. */
export type SaidRule = Pick<
  Rule,
  'environments' | 'service' | 'target' | 'measurement' | 'condition' | 'threshold' | 'durationMs'
> &
  Partial<Pick<RuleView, 'isEnabled' | 'targetLabel'>>;

interface Names {
  /** What people call the rule's target, where that is not its id. */
  readonly label: string | undefined;
  readonly environmentName: (id: EnvironmentId) => string;
}

/** `Notifies when p95 response time of GET /orders in Production is over 800 ms for 5m.` */
export function sentenceOf(rule: SaidRule, words: Words, { label, environmentName }: Names): string {
  const { environments, measurement, condition, threshold, durationMs, isEnabled = true } = rule;
  const list = new Intl.ListFormat(words.language(), { type: 'conjunction' });
  const params = {
    figure: inSentence(words.measurement(measurement), words),
    subject: subjectOf(rule, label, words),
    environments:
      environments.length === 0
        ? words.say('alerting.rules.sentence.everyEnvironment')
        : list.format(environments.map(environmentName)),
    threshold: thresholdOf(measurement, threshold, words),
  };
  const sentence =
    durationMs === 0
      ? words.say(`alerting.rules.sentence.twice.${condition}`, params)
      : words.say(`alerting.rules.sentence.lasting.${condition}`, {
          ...params,
          duration: words.duration(durationMs),
        });
  return isEnabled ? sentence : `${words.say('alerting.rules.sentence.off')} ${sentence}`;
}

/** What a rule watches: its target by name, or what it watches where it names none. */
export function subjectOf(
  { service, target }: Pick<Rule, 'service' | 'target'>,
  label: string | undefined,
  words: Words,
): string {
  const isOfRequests = service === 'request-metrics';
  if (target !== undefined && target !== DEFAULT_TARGET)
    return label ?? (isOfRequests ? endpointName(target) : target);
  if (isOfRequests) return words.say('alerting.rules.sentence.allRequests');
  if (MANY.has(service) && target === undefined)
    return words.say('alerting.rules.sentence.anyTarget', { service: words.service(service) });
  return words.service(service);
}

/** Services of which a rule without a target watches each target by itself. */
const MANY: ReadonlySet<string> = new Set(['endpoints', 'heartbeats', 'uptimerobot']);

/** A label in the middle of a sentence. */
function inSentence(label: string, words: Words): string {
  return words.language() === 'en' ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** A threshold to the last digit, since it is compared to the last digit: `0.07%`, `1.25 GB`. */
function thresholdOf(measurement: MeasurementName, threshold: number, words: Words): string {
  const unit = fittingUnit(threshold, thresholdUnits(unitOf(measurement), words));
  const amount = unit ? toAmount(threshold, unit) : threshold;
  return new Intl.NumberFormat(words.language(), {
    ...(unit?.name && { style: 'unit', unit: unit.name }),
    maximumFractionDigits: 10,
  }).format(amount);
}

/** The unit that ends a measurement's name; other names hold it in their words. */
function unitOf(measurement: MeasurementName): MeasurementUnit {
  if (measurement.endsWith('Ratio')) return 'ratio';
  if (measurement.endsWith('Ms')) return 'ms';
  return measurement.endsWith('Bytes') ? 'bytes' : 'count';
}
