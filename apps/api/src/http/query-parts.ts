import * as z from 'zod';

/** A whole number of a query, which comes as text. */
export const wholeNumber = (min: number, max: number, standard: number) =>
  z.coerce.number().int().min(min).max(max).default(standard);

/** A moment of a query, ISO 8601 with any offset, read as epoch milliseconds. */
export const moment = z.iso.datetime({ offset: true }).transform(Date.parse);
