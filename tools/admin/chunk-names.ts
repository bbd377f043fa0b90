import type { ChunkGraph } from './chunk-graph.ts';

/** The packages that the console is built on: what of it can run while the rest is still on its way. */
export const FRAMEWORK = 'framework';

const ALERTS = /^apps\/admin\/src\/app\/alerts\//;
/** Who may do what, and the console's door. */
const ACCESS = /^apps\/admin\/src\/app\/(?:access|door)\//;
/** What says at first how services stand: an environment with all of its cards, and the frame of a service's page. */
const STANDING = /^(?:apps\/admin\/src\/app\/(?:environment|detail\/service-page\.ts)|cards$)/;
/** One service whole, in one environment or in two. */
const DETAILS = /^apps\/admin\/src\/app\/(?:detail|services|compare|charts)\/|\/uPlot/;
const FORMS = /node_modules\/@angular\/forms\//;

/** What modules that are imported by and by are loaded together, though each is imported by itself; null for none. */
export function bundleOf(source: string): string | null {
  const [, language] = /^libs\/texts\/(\w+)\/(?!core)/.exec(source) ?? [];
  if (language !== undefined) return `more-texts-${language}`;
  if (/^apps\/admin\/src\/app\/services\/.*-card\.ts$/.test(source)) return 'cards';
  return null;
}

/**
 * Which chunk a file of the builder goes to; null for whatever alone needs it. What is loaded together becomes one request:
 * all that runs before the first page, in two, forms, what floats above pages, and what several pages of one kind have in
 * common. Of what several kinds share, what says how services stand needs a part, `shared`, and is to load no more than that.
 */
export function sharedChunks(graph: ChunkGraph): (file: string) => string | null {
  const { main, initial, entries } = graph;
  const importers = new Map<string, Set<string>>();
  for (const [source, entry] of entries) {
    for (const file of graph.closure(entry)) {
      const known = importers.get(file) ?? new Set();
      // Those of a bundle are one.
      importers.set(file, known.add(bundleOf(source) ?? source));
    }
  }
  return (file) => {
    if (file === main) return null;
    if (initial.has(file)) return graph.isOfPackages(file) ? FRAMEWORK : 'console';
    const users = [...(importers.get(file) ?? [])];
    if (users.length < 2) return null;
    // With what needs them, so that pages without forms do without.
    if ([...graph.closure(file)].some((one) => graph.holds(one, FORMS))) return 'forms';
    if (graph.isOfPackages(file)) return 'overlay';
    const areAll = (...kinds: readonly RegExp[]) =>
      users.every((user) => kinds.some((kind) => kind.test(user)));
    if (areAll(ALERTS)) return 'alerts';
    if (areAll(ACCESS)) return 'access';
    const isOfStanding = users.some((user) => STANDING.test(user));
    if (areAll(STANDING, DETAILS)) return isOfStanding ? 'services' : 'details';
    return isOfStanding ? 'shared' : 'lists';
  };
}
