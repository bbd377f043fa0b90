/** The part of the builder's account (`--stats-json`) that is read here. */
export interface BuildStats {
  readonly outputs: Readonly<Record<string, Output>>;
}

interface Output {
  /** The source that a module is imported for by and by. */
  readonly entryPoint?: string;
  readonly imports: readonly { readonly path: string; readonly kind: string }[];
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
}

/** What the application builder made of the console: files, and who imports whom. */
export class ChunkGraph {
  private readonly stats: BuildStats;

  constructor(stats: BuildStats) {
    this.stats = stats;
  }

  /** The file that the page starts. */
  get main(): string {
    return this.scripts.find((file) => file.startsWith('main-')) ?? '';
  }

  /** What runs before anything is shown: the file that the page starts, and all that it imports. */
  get initial(): ReadonlySet<string> {
    return this.closure(this.main);
  }

  /** The files of modules that are imported by and by, by the path of the module's source. */
  get entries(): ReadonlyMap<string, string> {
    const imported = new Set(this.scripts.flatMap((file) => this.importsOf(file, 'dynamic-import')));
    return new Map(
      [...imported].flatMap((file) => {
        const source = this.stats.outputs[file]?.entryPoint;
        return source === undefined ? [] : [[source, file] as const];
      }),
    );
  }

  /** A file, and all that it imports before it runs. */
  closure(file: string): ReadonlySet<string> {
    const reached = new Set([file]);
    // A set that grows while it is walked: imports of imports are reached too.
    for (const one of reached) {
      this.importsOf(one, 'import-statement').forEach((imported) => reached.add(imported));
    }
    return reached;
  }

  /** Whether a file is mostly of packages, or of the builder's own helpers, which have no source. */
  isOfPackages(file: string): boolean {
    const sizes = Object.entries(this.stats.outputs[file]?.inputs ?? {});
    const sum = (some: typeof sizes) => some.reduce((bytes, [, input]) => bytes + input.bytesInOutput, 0);
    return sum(sizes.filter(([path]) => path.includes('node_modules/'))) * 2 >= sum(sizes);
  }

  /** Whether a source is among those of which a file was made. */
  holds(file: string, source: RegExp): boolean {
    return Object.keys(this.stats.outputs[file]?.inputs ?? {}).some((path) => source.test(path));
  }

  private get scripts(): string[] {
    return Object.keys(this.stats.outputs).filter((file) => file.endsWith('.js'));
  }

  private importsOf(file: string, how: 'import-statement' | 'dynamic-import'): string[] {
    const imports = this.stats.outputs[file]?.imports ?? [];
    return imports
      .filter(({ kind, path }) => kind === how && path in this.stats.outputs)
      .map(({ path }) => path);
  }
}
