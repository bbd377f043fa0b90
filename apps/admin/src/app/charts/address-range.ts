import { computed, inject, type Signal } from '@angular/core';
import { Address } from '../resources/address';
import { type RangeName, rangeOf, type TimeRange, writtenOf } from './time-range';

const NAMES = ['range', 'from', 'to'] as const;

/** The time that the page's charts show, as its address has it. */
export interface AddressRange {
  /** Another one only where it is another time. */
  readonly range: Signal<TimeRange>;
  set(range: TimeRange): void;
}

/** Keeps the charts' time in the address; `standard` does not stand there. Needs an injection context. */
export function addressRange(standard: RangeName): AddressRange {
  const address = inject(Address);
  const written = computed(() => {
    const { range, from, to } = address.query();
    return { range, from, to };
  });
  const range = computed<TimeRange>(() => rangeOf(written()) ?? { kind: 'last', name: standard }, {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
  address.report(() => {
    const used = rangeOf(written());
    const isUsed = (name: (typeof NAMES)[number]) =>
      used !== undefined && (name === 'range') === (used.kind === 'last');
    return NAMES.filter((name) => written()[name] !== undefined && !isUsed(name));
  });
  return {
    range,
    set: (chosen) => {
      const change = writtenOf(chosen);
      address.change({ ...change, range: change.range === standard ? null : change.range });
    },
  };
}
