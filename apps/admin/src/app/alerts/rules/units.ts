import type { MeasurementUnit } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';
import type { AmountUnit } from '../../ui/forms/amount';

const BYTES = [
  ['B', 'byte'],
  ['kB', 'kilobyte'],
  ['MB', 'megabyte'],
  ['GB', 'gigabyte'],
  ['TB', 'terabyte'],
] as const;

const plain = (symbol: string): AmountUnit => ({ symbol, factor: 1, places: 0 });

/** The units in which people write a threshold, from small to large. Sizes are of 1024, as everywhere in the console. */
export function thresholdUnits(unit: MeasurementUnit, words: Words): readonly AmountUnit[] {
  switch (unit) {
    case 'ratio':
      return [{ symbol: '%', name: 'percent', factor: 1, places: -2 }];
    case 'ms':
      return [
        { symbol: 'ms', name: 'millisecond', factor: 1, places: 0 },
        { symbol: words.say('alerting.unit.seconds'), name: 'second', factor: 1, places: 3 },
      ];
    case 'bytes':
      return BYTES.map(([symbol, name], power) => ({
        symbol,
        name,
        factor: 1024 ** power,
        places: 0,
      }));
    case 'per-second':
    case 'per-minute':
    case 'days':
      return [plain(words.say(`alerting.unit.${unit}`))];
    case 'count':
    case 'code':
      return [plain('')];
  }
}

/** The units in which people write how long something lasts; the amount is in milliseconds. */
export function durationUnits(words: Words): readonly AmountUnit[] {
  return [
    { symbol: words.say('alerting.unit.seconds'), factor: 1, places: 3 },
    { symbol: words.say('alerting.unit.minutes'), factor: 60, places: 3 },
    { symbol: words.say('alerting.unit.hours'), factor: 3_600, places: 3 },
    { symbol: words.say('alerting.unit.days'), factor: 86_400, places: 3 },
  ];
}
