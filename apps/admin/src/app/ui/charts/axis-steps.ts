const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const of = (unit: number, ...counts: readonly number[]) => counts.map((count) => count * unit);

/** What lies between two values of an axis of durations, as clocks have it: no one counts hours by the million milliseconds. */
const DURATIONS_MS: readonly number[] = [
  0.1,
  0.2,
  0.5,
  ...of(1, 1, 2, 5, 10, 20, 50, 100, 200, 500),
  ...of(SECOND_MS, 1, 2, 5, 10, 20, 30),
  ...of(MINUTE_MS, 1, 2, 5, 10, 20, 30),
  ...of(HOUR_MS, 1, 2, 3, 6, 12),
  ...of(DAY_MS, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000),
];

/** Bytes are written in units of 1024. */
const BYTES: readonly number[] = Array.from({ length: 53 }, (_, power) => 2 ** power);

/**
 * Steps of the axis of a measured figure, ascending, where round numbers of its unit, which is the end of its name, are not
 * round to people.
 */
export function axisSteps(measurement: string): readonly number[] | undefined {
  if (measurement.endsWith('Ms')) return DURATIONS_MS;
  return measurement.endsWith('Bytes') ? BYTES : undefined;
}
