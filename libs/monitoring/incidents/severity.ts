import { Severity } from '@envscope/contracts/index.js';

/** The higher one. */
export function higherSeverity(a: Severity, b: Severity): Severity {
  return Severity.options.indexOf(a) > Severity.options.indexOf(b) ? a : b;
}
