import * as z from 'zod';

/** A whole number of a query, which comes as text: decimal digits and nothing else, so not `1e3`, `0x10` or ` 5`. */
export const wholeNumber = (min: number, max: number, standard: number) => {
  const error = `Has to be a whole number from ${min} to ${max}, in digits`;
  return z
    .preprocess(
      (text) => (typeof text === 'string' && DIGITS.test(text) ? Number(text) : text),
      z.int({ error }).min(min).max(max),
    )
    .default(standard)
    .meta({ default: standard });
};

const DIGITS = /^\d{1,9}$/;
