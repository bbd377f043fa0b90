import { ServiceKind, Severity, type ChannelRoute } from '@envscope/contracts/index.js';
import * as z from 'zod';

/** Which incidents a route takes: those of one severity, or of one service. */
export type RouteMatch = Severity | ServiceKind;

/** Incidents that go elsewhere, and where. */
export interface RouteTo<T> {
  readonly match: RouteMatch;
  readonly to: T;
}

const MATCHES: readonly string[] = [...Severity.options, ...ServiceKind.options];

/**
 * Reads routes: `critical=…,mongodb=…`. `targetOf` reads where one leads, undefined where it leads nowhere, which the fault then
 * says by `expected`. Faults name a pair by its place: it may show a secret.
 */
export function routesSchema<T>(targetOf: (text: string) => T | undefined, expected: string) {
  return z.string().transform((text, context): readonly RouteTo<T>[] => {
    const routes = pairsOf(text).map(([match, target], index): RouteTo<T> | undefined => {
      const to = targetOf(target);
      const fault = !MATCHES.includes(match)
        ? `must begin with a severity or a service (${MATCHES.join(', ')})`
        : to === undefined
          ? expected
          : undefined;
      if (fault) context.addIssue({ code: 'custom', message: `pair ${index + 1} ${fault}` });
      return fault || to === undefined ? undefined : { match: match as RouteMatch, to };
    });
    refuseRepeats(
      routes.flatMap((route) => route?.match ?? []),
      context,
    );
    return routes.flatMap((route) => route ?? []);
  });
}

/** Reads a value for some of the severities: `critical=…,high=…`. Faults say by `expected` what a pair must be. */
export function bySeveritySchema(value: RegExp, expected: string) {
  return z.string().transform((text, context): Readonly<Partial<Record<Severity, string>>> => {
    const pairs = pairsOf(text);
    pairs.forEach(([severity, given], index) => {
      const isSound = Severity.safeParse(severity).success && value.test(given);
      const message = `pair ${index + 1} must be a severity (${Severity.options.join(', ')}) and ${expected}`;
      if (!isSound) context.addIssue({ code: 'custom', message });
    });
    refuseRepeats(
      pairs.map(([severity]) => severity),
      context,
    );
    return Object.fromEntries(pairs);
  });
}

/** What a route takes; all that no other channel of its kind takes where there is no match. */
export function routeOf(match: RouteMatch | undefined): ChannelRoute {
  if (match === undefined) return { severities: null, services: null };
  const severity = Severity.safeParse(match);
  if (severity.success) return { severities: [severity.data], services: null };
  return { severities: null, services: [ServiceKind.parse(match)] };
}

function pairsOf(text: string): [string, string][] {
  const entries = text.split(/[,\n]/).flatMap((entry) => entry.trim() || []);
  return entries.map((entry) => {
    const [name = '', ...rest] = entry.split('=');
    return [name.trim(), rest.join('=').trim()];
  });
}

function refuseRepeats(names: readonly string[], context: z.RefinementCtx): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index && MATCHES.includes(name));
  if (twice) context.addIssue({ code: 'custom', message: `names ${twice} twice` });
}
