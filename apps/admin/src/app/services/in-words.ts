/** A value in words; null where there is none, so that no figure is ever made up. */
export function inWords<T>(value: T | null | undefined, write: (value: T) => string): string | null {
  return value === null || value === undefined ? null : write(value);
}
