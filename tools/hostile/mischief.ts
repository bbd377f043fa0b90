import type { Operation, Schema } from './operations.ts';

/** One HTTP request, ready for the wire. */
export interface HostileRequest {
  readonly operation: Operation;
  /** With its query, already encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: no body. */
  readonly body: string | Buffer | undefined;
  /** What was done to a request that would be right, for whoever reads a fault. */
  readonly tricks: readonly string[];
}

/** Things that exist, by the parameter that names them, so that a request gets past the first question. */
export type Known = Readonly<Record<string, readonly string[]>>;

type Random = () => number;
type Value = string | number | boolean | null | undefined | readonly Value[] | { [name: string]: Value };

/** A request that would be right but for one to three tricks; the same one for the same figures. */
export function mischief(operation: Operation, known: Known, random: Random): HostileRequest {
  const draft = soundDraft(operation, known, random);
  const tricks: string[] = [];
  const count = 1 + Math.floor(random() * 3);
  for (let index = 0; index < count; index += 1) {
    const suited = TRICKS.filter(({ suits }) => suits(operation));
    const trick = pick(suited, random);
    trick.play(draft, random);
    tricks.push(trick.name);
  }
  return {
    operation,
    path: addressOf(operation, draft),
    headers: draft.headers,
    body: draft.body ?? encode(draft),
    tricks,
  };
}

interface Draft {
  path: Record<string, string>;
  query: [name: string, value: string][];
  headers: Record<string, string>;
  json: Value;
  /** Goes before `json`. */
  body: string | Buffer | undefined;
}

interface Trick {
  readonly name: string;
  readonly suits: (operation: Operation) => boolean;
  readonly play: (draft: Draft, random: Random) => void;
}

const anywhere = (): boolean => true;
const withBody = ({ body }: Operation): boolean => body !== null;
const withPath = ({ path }: Operation): boolean => path.includes('{');

/** Texts that are too long, invisible, of another language, or look like an instruction to somebody. */
const TEXTS: readonly string[] = [
  '',
  ' ',
  'x'.repeat(5_000),
  '\u200b\u202e\u0000\u001b[31m',
  '\ud55c\uae00 \ud14c\uc2a4\ud2b8',
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  '%2e%2e%2f%00',
  "' OR 1=1 --",
  '{"$gt":""}',
  '$where',
  '<script>alert(1)</script>',
  '\r\nx-injected: yes',
  // What a pattern that goes back and forth would take long for.
  `${' '.repeat(4_000)}x`,
  `${'a-'.repeat(2_000)}!`,
  `${'1,'.repeat(2_000)}`,
  'null',
  'undefined',
  'true',
];

const NUMBERS: readonly string[] = [
  '-1',
  '0',
  '1e3',
  '0x10',
  '1.5',
  ' 7 ',
  '+5',
  'NaN',
  'Infinity',
  '9007199254740993',
  '1e309',
  '00000000000000000001',
  '٣',
];

const MOMENTS: readonly string[] = [
  '9999-12-31T23:59:59-23:59',
  '0000-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-12-31T23:59:60Z',
  '+275760-09-13T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '2026-11-28',
  'yesterday',
  '1795880000',
  '2026-11-28T24:00:00Z',
];

const VALUES: readonly Value[] = [
  ...TEXTS,
  ...NUMBERS,
  ...MOMENTS,
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  9_007_199_254_740_992,
  [],
  {},
  [[[]]],
  { $gt: '' },
  { length: 1e9 },
];

const TRICKS: readonly Trick[] = [
  {
    name: 'an odd value in the query',
    suits: ({ parameters }) => parameters.some((parameter) => parameter.in === 'query'),
    play: (draft, random) => {
      const [name] = pick(draft.query, random);
      draft.query.push([name, pick([...TEXTS, ...NUMBERS, ...MOMENTS], random)]);
    },
  },
  {
    name: 'names that do not exist, in the query',
    suits: anywhere,
    play: (draft, random) => {
      const count = pick([1, 30, 600], random);
      for (let index = 0; index < count; index += 1) draft.query.push([`n${index}`, 'x']);
    },
  },
  {
    name: 'a query of brackets',
    suits: anywhere,
    play: (draft) =>
      draft.query.push(
        ['limit[$gt]', '1'],
        ['a[b][c][d]', '1'],
        ['environment[]', 'dev'],
        ['__proto__[x]', '1'],
      ),
  },
  {
    name: 'a parameter twice',
    suits: ({ parameters }) => parameters.some((parameter) => parameter.in === 'query'),
    play: (draft, random) => draft.query.push(pick(draft.query, random)),
  },
  {
    name: 'an odd value in the path',
    suits: withPath,
    play: (draft, random) => {
      const name = pick(Object.keys(draft.path), random);
      draft.path[name] = pick(
        TEXTS.filter((text) => text !== ''),
        random,
      );
    },
  },
  {
    name: 'an odd value in the body',
    suits: withBody,
    play: (draft, random) => {
      draft.json = replaced(draft.json, pick(VALUES, random), random);
    },
  },
  {
    name: 'an odd value instead of the body',
    suits: withBody,
    play: (draft, random) => {
      draft.json = pick(VALUES, random);
    },
  },
  {
    name: 'names that do not exist, in the body',
    suits: withBody,
    play: (draft, random) => {
      const count = pick([1, 50, 4_000], random);
      const strangers = Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, index]));
      draft.json = { ...(isRecord(draft.json) ? draft.json : {}), ...strangers };
    },
  },
  {
    name: 'a long list in the body',
    suits: withBody,
    play: (draft, random) => {
      draft.json = replaced(
        draft.json,
        Array.from({ length: 5_000 }, (_, index) => `x${index}`),
        random,
      );
    },
  },
  {
    name: 'names of every object, in the body',
    suits: withBody,
    play: (draft) => {
      const own = (JSON.stringify(isRecord(draft.json) ? draft.json : {}) ?? '{}').slice(1);
      const inherited = '"__proto__":{"isHostile":true},"constructor":{"prototype":{"isHostile":true}}';
      draft.body = `{${inherited}${own === '}' ? '' : ','}${own}`;
    },
  },
  {
    name: 'a deep body',
    suits: withBody,
    play: (draft) => {
      draft.body = `${'{"scope":'.repeat(60)}1${'}'.repeat(60)}`;
    },
  },
  {
    name: 'a body that ends early',
    suits: withBody,
    play: (draft) => {
      draft.body = (JSON.stringify(draft.json) ?? '').slice(0, -2);
    },
  },
  {
    name: 'a body that is not UTF-8',
    suits: withBody,
    play: (draft) => {
      draft.body = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
    },
  },
  {
    name: 'a body of another type',
    suits: anywhere,
    play: (draft, random) => {
      draft.headers['content-type'] = pick(
        [
          'text/plain',
          'application/x-www-form-urlencoded',
          'multipart/form-data',
          'application/xml',
          'application/json; charset=utf-16',
          '',
        ],
        random,
      );
      draft.body ??= '{"environment":"dev"}';
    },
  },
  {
    name: 'a body that claims to be compressed',
    suits: withBody,
    play: (draft, random) => {
      draft.headers['content-encoding'] = pick(['gzip', 'br', 'nonsense'], random);
    },
  },
  {
    name: 'a body of two megabytes',
    suits: withBody,
    play: (draft) => {
      draft.body = JSON.stringify({ reason: 'x'.repeat(2_000_000) });
    },
  },
  {
    name: 'headers of another place',
    suits: anywhere,
    play: (draft, random) => {
      Object.assign(
        draft.headers,
        pick(
          [
            { origin: 'https://elsewhere.example' },
            { origin: 'null' },
            { host: 'elsewhere.example' },
            { 'sec-fetch-site': 'cross-site' },
            { 'sec-fetch-site': 'same-site' },
            { accept: 'application/xml' },
            { 'accept-language': 'x'.repeat(2_000) },
            { 'last-event-id': 'x'.repeat(2_000) },
            { 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-proto': 'https' },
            { 'x-http-method-override': 'DELETE' },
            { 'if-none-match': '*' },
            { range: 'bytes=0-1,5-6,9-10' },
          ],
          random,
        ),
      );
    },
  },
];

function soundDraft(operation: Operation, known: Known, random: Random): Draft {
  const valueOf = (name: string, schema: Schema): string => {
    const candidates = known[`${operation.path} ${name}`] ?? known[name];
    if (candidates?.length) return pick(candidates, random);
    const value = sound(schema, known, random);
    return typeof value === 'string' ? value : JSON.stringify(value ?? 'x');
  };
  const named = (place: string) => operation.parameters.filter((parameter) => parameter.in === place);
  const json = operation.body === null ? undefined : sound(operation.body, known, random);
  return {
    path: Object.fromEntries(named('path').map(({ name, schema }) => [name, valueOf(name, schema)])),
    query: named('query').map(({ name, schema }) => [name, valueOf(name, schema)]),
    headers: operation.body === null ? {} : { 'content-type': 'application/json' },
    json,
    body: undefined,
  };
}

/** A value that the schema admits, as far as types and names go. */
function sound(schema: Schema, known: Known, random: Random): Value {
  if (schema.const !== undefined) return schema.const as Value;
  if (schema.enum?.length) return pick(schema.enum, random) as Value;
  if (schema.default !== undefined) return schema.default as Value;
  const type = Array.isArray(schema.type) ? (schema.type as readonly string[])[0] : schema.type;
  if (type === 'object' || schema.properties) {
    const entries = Object.entries(schema.properties ?? {}).filter(
      ([name]) => schema.required?.includes(name) || random() < 0.5,
    );
    return Object.fromEntries(
      entries.map(([name, inner]) => [
        name,
        known[name]?.length ? pick(known[name], random) : sound(inner, known, random),
      ]),
    );
  }
  if (type === 'array') return [sound(schema.items ?? {}, known, random)];
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return random() < 0.5;
  return schema.format === 'date-time' ? '2026-11-28T03:00:00Z' : 'text';
}

/** One value of a body, at any depth, exchanged for another. */
function replaced(json: Value, by: Value, random: Random): Value {
  if (!isRecord(json)) return by;
  const names = Object.keys(json);
  if (names.length === 0) return by;
  const name = pick(names, random);
  const inner = json[name];
  return { ...json, [name]: isRecord(inner) && random() < 0.5 ? replaced(inner, by, random) : by };
}

function addressOf({ path }: Operation, draft: Draft): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(draft.path[name] ?? 'x'));
  const query = draft.query
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return query === '' ? filled : `${filled}?${query}`;
}

function encode({ json }: Draft): string | undefined {
  return json === undefined ? undefined : JSON.stringify(json);
}

function isRecord(value: Value): value is { [name: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pick<T>(all: readonly T[], random: Random): T {
  const chosen = all[Math.floor(random() * all.length)];
  if (chosen === undefined && all.length === 0) throw new Error('Nothing to pick from');
  return chosen as T;
}
