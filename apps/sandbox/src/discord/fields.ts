import { required, tooLong, wrongKind, type Problem } from './problems.ts';

/** A JSON object of unknown make. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text without the white space around it, as the vendor counts it; what is not a text has no length. */
export function trimmed(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

/** Checks an optional text against its greatest length in UTF-16 units. */
export function checkText(path: Problem['path'], value: unknown, max: number, isRequired = false): Problem[] {
  if (value === undefined || value === null) return isRequired ? [required(path)] : [];
  if (typeof value !== 'string' && typeof value !== 'number') return [wrongKind(path, 'string')];
  const text = trimmed(value);
  if (isRequired && text === '') return [required(path)];
  return text.length > max ? [tooLong(path, max)] : [];
}

/** Checks an optional list against its greatest length, and each element by `check`. */
export function checkList(
  path: Problem['path'],
  value: unknown,
  max: number,
  check: (path: Problem['path'], element: unknown) => Problem[],
): Problem[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return [wrongKind(path, 'list')];
  if (value.length > max) return [tooLong(path, max)];
  return value.flatMap((element, index) => check([...path, index], element));
}

/** Checks an optional object by `check`. */
export function checkObject(
  path: Problem['path'],
  value: unknown,
  check: (fields: Fields) => Problem[],
): Problem[] {
  if (value === undefined || value === null) return [];
  return isFields(value) ? check(value) : [wrongKind(path, 'object')];
}

/** Checks an optional address: whole, and of the web. */
export function checkUrl(path: Problem['path'], value: unknown): Problem[] {
  if (value === undefined || value === null || value === '') return [];
  const malformed = { path, code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' };
  if (typeof value !== 'string' || !URL.canParse(value)) return [malformed];
  const { protocol, hostname } = new URL(value);
  const scheme = protocol.slice(0, -1);
  if (scheme !== 'http' && scheme !== 'https') {
    const message = `Scheme "${scheme}" must be one of ('http', 'https').`;
    return [{ path, code: 'URL_TYPE_INVALID_SCHEME', message }];
  }
  // Not documented, and what people see: `http://localhost` is refused.
  return hostname.includes('.') ? [] : [malformed];
}

/** Checks an optional whole number of 0 to `max`. */
export function checkInteger(path: Problem['path'], value: unknown, max: number): Problem[] {
  if (value === undefined || value === null) return [];
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) return [wrongKind(path, 'int')];
  if (number > max) {
    return [{ path, code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${max}.` }];
  }
  if (number < 0) {
    return [{ path, code: 'NUMBER_TYPE_MIN', message: 'int value should be greater than or equal to 0.' }];
  }
  return [];
}
