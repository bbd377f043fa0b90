import * as z from 'zod/mini';

/**
 * What the console believes of a target after thresholds. `unknown`: it could not be told for so long that somebody has to
 * look, or nothing was heard of it at all.
 */
export const Verdict = z
  .enum(['failing', 'degraded', 'unknown', 'healthy'])
  .register(z.globalRegistry, { id: 'Verdict' });
export type Verdict = z.infer<typeof Verdict>;

/** A verdict that somebody has to know of. */
export const Trouble = z
  .enum(['failing', 'degraded', 'unknown'] satisfies Verdict[])
  .register(z.globalRegistry, { id: 'Trouble' });
export type Trouble = z.infer<typeof Trouble>;

/** The gravest of the verdicts; `healthy` when there are none. */
export function gravestOf(verdicts: Iterable<Verdict>): Verdict {
  const rank = (verdict: Verdict) => Verdict.options.indexOf(verdict);
  return [...verdicts].sort((a, b) => rank(a) - rank(b))[0] ?? 'healthy';
}

/** How much a matter asks for a person, from `low` to `critical`. */
export const Severity = z
  .enum(['low', 'medium', 'high', 'critical'])
  .register(z.globalRegistry, { id: 'Severity' });
export type Severity = z.infer<typeof Severity>;
