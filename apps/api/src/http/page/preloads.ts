/** What a browser is to load at once with the console's pages, as the build has found out (`tools/admin/preloads.ts`). */
export type Preloads = readonly Preload[];

/** For pages of one kind. */
export interface Preload {
  /** `:environment` stands for one that the console knows, another segment with a colon for any; `**` is every page. */
  readonly path: string;
  /** Files that the console's modules lie in. */
  readonly scripts: readonly string[];
  /** Those that a page needs after it has shown something: the page itself decides when it has them loaded. */
  readonly later: readonly string[];
  /** Files that the texts of a language lie in. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
  /** Paths below `api`, with the same parameters. */
  readonly data: readonly string[];
}

/** The frame is painted without scripts, which also are many times as large as the data: these come before them where both wait. */
const AFTER_PAINT = 'fetchpriority="low"';

/** Elements for the head of the page at a path. Of an environment that there is none of nothing is asked. */
export function preloadElements(preloads: Preloads, path: string, environments: readonly string[]): string {
  const matches = preloads.flatMap((preload) => {
    const params = paramsOf(preload.path, path);
    const environment = params?.get(':environment');
    const isKnown =
      environment === undefined || environments.some((id) => encodeURIComponent(id) === environment);
    return params === null || !isKnown
      ? []
      : [{ ...preload, data: preload.data.map((one) => fill(one, params)) }];
  });
  const scripts = new Set(matches.flatMap((match) => match.scripts));
  const later = new Set(matches.flatMap((match) => match.later).filter((file) => !scripts.has(file)));
  const languages = new Set(matches.flatMap(({ texts }) => Object.keys(texts)));
  return [
    ...[...scripts].map((file) => `<link rel="modulepreload" ${AFTER_PAINT} href="${file}" />`),
    // `crossorigin` as in the console's own requests, else browsers would ask twice.
    ...matches
      .flatMap(({ data }) => data)
      .map((one) => `<link rel="preload" as="fetch" crossorigin href="api/${one}" />`),
    // Before the page knows its language, no texts: its first script chooses among these.
    ...[...languages].flatMap((language) =>
      [...new Set(matches.flatMap(({ texts }) => texts[language] ?? []))]
        .filter((file) => !scripts.has(file))
        .map((file) => `<link data-language="${language}" ${AFTER_PAINT} href="${file}" />`),
    ),
    ...[...later].map((file) => `<link data-later ${AFTER_PAINT} href="${file}" />`),
  ].join('');
}

/** What the pattern's colons stand for, as a path writes it; null where it does not match. */
function paramsOf(pattern: string, path: string): ReadonlyMap<string, string> | null {
  if (pattern === '**') return new Map();
  const names = pattern.split('/');
  const segments = path.replace(/^\/|\/$/g, '').split('/');
  if (names.length !== segments.length) return null;
  const params = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const segment = segments[index] ?? '';
    if (!name.startsWith(':')) {
      if (name !== segment) return null;
    } else {
      const value = decode(segment);
      if (value === null) return null;
      params.set(name, encodeURIComponent(value));
    }
  }
  return params;
}

function fill(path: string, params: ReadonlyMap<string, string>): string {
  // Nothing that ends an attribute is left in what `encodeURIComponent` wrote, and `&` stands only in our own paths.
  return path.replace(/:\w+/g, (name) => params.get(name) ?? '').replaceAll('&', '&amp;');
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
