import type { MeasurementName, MeasurementUnit, Rule } from '@envscope/contracts/index.js';
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
