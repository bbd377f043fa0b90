import type { ChunkGraph } from './chunk-graph.ts';

/** The packages that the console is built on: what of it can run while the rest is still on its way. */
export const FRAMEWORK = 'framework';

const ALERTS = 'apps/admin/src/app/alerts/';
/** What comes with the first page, or with every one, a moment later. */
const SOON = /^apps\/admin\/src\/app\/(?:overview|shell|session|person)\//;
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
 * all that runs before the first page, in two, forms, what floats above pages, and what several pages about services, about alerts,
 * or about both have in common.
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
    const ofAlerts = users.filter((user) => user.startsWith(ALERTS)).length;
    if (ofAlerts === users.length) return 'alerts';
    // It would have all that pages of services share come with it.
    const isOfServices = ofAlerts === 0 && !users.some((user) => SOON.test(user));
    return isOfServices ? 'services' : 'shared';
  };
}
