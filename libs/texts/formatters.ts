/**
 * Makes each formatter once: to make one takes many times as long as to write with it, and pages write hundreds of figures.
 * Those of another time zone are made anew, for machines that travel.
 */
export function madeOnce<Options extends object, Formatter>(
  kind: new (language: string, options: Options) => Formatter,
): (language: string, options: Options) => Formatter {
  const made = new Map<string, Formatter>();
  return (language, options) => {
    const key = JSON.stringify([language, options, new Date().getTimezoneOffset()]);
    let formatter = made.get(key);
    if (formatter === undefined) made.set(key, (formatter = new kind(language, options)));
    return formatter;
  };
}

/** For numbers, shares and amounts with a unit. */
export const numberFormat = madeOnce(Intl.NumberFormat);

/** For dates and times of day. */
export const dateFormat = madeOnce(Intl.DateTimeFormat);
