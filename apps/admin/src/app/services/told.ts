/** A value in words; null where there is none, so that no figure is ever made up. */
export function told<T>(value: T | null | undefined, say: (value: T) => string): string | null {
  return value === null || value === undefined ? null : say(value);
}
