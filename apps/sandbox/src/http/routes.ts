import { unlessRefused, type Call, type Reply } from './exchange.ts';

/** The names that a pattern such as `/app/:environment/*path` captures, each a string. */
export type ParamsOf<Pattern extends string> = Pattern extends `${infer Segment}/${infer Rest}`
  ? ParamsOf<Segment> & ParamsOf<Rest>
  : Pattern extends `:${infer Name}` | `*${infer Name}`
    ? Readonly<Record<Name, string>>
    : unknown;

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly answer: (call: Call, params: Readonly<Record<string, string>>) => Reply;
}

/** Which method and path is answered by what; the first route that fits wins. */
export class Routes {
  private readonly routes: Route[] = [];

  /** Answers this method under this pattern; `:name` captures a segment, `*name` all the rest, decoded. */
  on<Pattern extends string>(
    method: string,
    pattern: Pattern,
    answer: (call: Call, params: ParamsOf<Pattern>) => Reply,
  ): this {
    const source = pattern.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)').replaceAll(/\*(\w+)/g, '(?<$1>.+)');
    this.routes.push({
      method,
      pattern: new RegExp(`^${source}$`),
      answer: (call, params) => answer(call, params as ParamsOf<Pattern>),
    });
    return this;
  }

  /** The answer of the first route that fits, be it a refusal; undefined when none fits. */
  answer(call: Call): Reply | undefined {
    for (const { method, pattern, answer } of this.routes) {
      const match = method === call.method ? pattern.exec(call.path) : null;
      if (match) return unlessRefused(() => answer(call, decoded(match.groups ?? {})));
    }
    return undefined;
  }
}

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign is the caller's own; it then simply names something that does not exist.
    return segment;
  }
}
