import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { rolldown, type OutputChunk, type Plugin } from 'rolldown';
import { type BuildStats, ChunkGraph } from './chunk-graph.ts';
import { bundleOf, sharedChunks } from './chunk-names.ts';

/** A script, and all that it imports before it runs, by the path of the source that it is loaded for. */
export type ScriptsBySource = ReadonlyMap<string, readonly string[]>;

/** The source of what the page starts. */
export const MAIN = 'apps/admin/src/main.ts';

/**
 * Has browsers that know it (https://v8.dev/blog/explicit-compile-hints) compile all of a script while it comes, beside the
 * page, and not each function when it is first called, which the page waits for.
 */
const COMPILE_ALL = '//# allFunctionsCalledOnLoad';

/**
 * Merges the many small scripts of the application builder, in place: it makes one of everything that the same pages share,
 * which is up to seventy requests for a page, eight of them one after the other.
 */
export async function mergeChunks(directory: string, statsFile: string): Promise<ScriptsBySource> {
  const graph = new ChunkGraph(JSON.parse(readFileSync(statsFile, 'utf8')) as BuildStats);
  const sourceOf = new Map([...graph.entries].map(([source, file]) => [file, source]));
  const sharedChunk = sharedChunks(graph);
  const build = await rolldown({
    input: join(directory, graph.main),
    plugins: [bundles(sourceOf, directory)],
    preserveEntrySignatures: false,
    // The builder has minified and shaken already.
    treeshake: false,
  });
  const { output } = await build.generate({
    entryFileNames: 'main-[hash].js',
    chunkFileNames: ({ name }) =>
      `${nameOf(sourceOf.get(`${name}.js`)) ?? name.replace('bundle_', '')}-[hash].js`,
    hashCharacters: 'base36',
    minify: { mangle: false, compress: false },
    comments: false,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: (id) => sharedChunk(basename(id)) }],
    },
  });
  await build.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  for (const file of [graph.main, ...graph.initial, ...sourceOf.keys()]) {
    for (const reached of graph.closure(file)) rmSync(join(directory, reached), { force: true });
  }
  for (const { fileName, code } of chunks)
    writeFileSync(join(directory, fileName), `${COMPILE_ALL}\n${code}`);
  return bySource(chunks, [[MAIN, graph.main], ...graph.entries]);
}

/** Has modules of a bundle imported as one, each of whose names is exported once. */
function bundles(sourceOf: ReadonlyMap<string, string>, directory: string): Plugin {
  const membersOf = Map.groupBy(sourceOf, ([, source]) => bundleOf(source));
  return {
    name: 'bundles',
    resolveId(id, _importer, { kind }) {
      const bundle = kind === 'dynamic-import' && bundleOf(sourceOf.get(basename(id)) ?? '');
      return bundle === false || bundle === null ? null : `bundle:${bundle}`;
    },
    load(id) {
      if (!id.startsWith('bundle:')) return null;
      const members = membersOf.get(id.slice('bundle:'.length)) ?? [];
      return members.map(([file]) => `export * from ${JSON.stringify(resolve(directory, file))};`).join('\n');
    },
  };
}

function nameOf(source: string | undefined): string | undefined {
  return source === undefined ? undefined : basename(source, '.ts').replace(/\.\w+$/, '');
}

function bySource(chunks: readonly OutputChunk[], sources: readonly (readonly [string, string])[]) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const closure = (first: string): string[] => {
    const reached = new Set([first]);
    for (const file of reached) byName.get(file)?.imports.forEach((imported) => reached.add(imported));
    return [...reached];
  };
  const holder = (file: string) =>
    chunks.find(({ moduleIds }) => moduleIds.some((id) => basename(id) === file));
  return new Map(
    sources.flatMap(([source, file]) => {
      const chunk = holder(file);
      return chunk === undefined ? [] : [[source, closure(chunk.fileName)] as const];
    }),
  );
}
