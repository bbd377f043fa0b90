/** Values of steps, where each stays until the next is due: a check that is made in one step of five is no row of dots. */
export function held(
  values: readonly (number | null)[],
  intervalMs: number,
  stepMs: number,
): (number | null)[] {
  // Somewhat late is no gap.
  const steps = Math.ceil((intervalMs * 1.05) / stepMs);
  return values.map(
    (value, index) =>
      value ?? values.slice(Math.max(0, index - steps + 1), index).findLast((one) => one !== null) ?? null,
  );
}
