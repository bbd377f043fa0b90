/** What a generated client saw when it called the console. */
export interface Report {
  readonly environments: readonly string[];
  readonly incidents: readonly string[];
  /** Of a maintenance that it opened: the reason and the environment. */
  readonly mute: string;
  /** How many deliveries a call without a body replayed. */
  readonly replayed: number;
  /** Code and environment of a problem. */
  readonly refusal: string;
}

interface GeneratedClient {
  /** The command in `node_modules/.bin`. */
  readonly generator: string;
  readonly args: readonly string[];
  /** A program that calls the console at its first argument and prints a `Report`. */
  readonly caller: string;
}

/** For generated clients: strict, so that a type that fits nothing does not compile. */
export const COMPILER_OPTIONS = {
  compilerOptions: {
    target: 'ES2023',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    module: 'nodenext',
    types: ['node'],
    strict: true,
    skipLibCheck: true,
    outDir: 'out',
    rootDir: '.',
  },
  include: ['*.ts', 'hey-api/**/*.ts'],
};

/** Fails to compile where a kind of entry has lost its own fields. */
const wordsOf = (entry: string) => `
  const wordsOf = (entry: ${entry}): string | boolean => {
    if (entry.kind === 'commented') return entry.note;
    return entry.kind === 'joined' ? entry.isDependent : entry.at;
  };
  void wordsOf;`;

const MAINTENANCE = `{ kind: 'maintenance', scope: { environment: 'dev' }, reason: 'Release 1.4', by: 'CI' }`;

const OPENAPI_TYPESCRIPT = `
  import createClient from 'openapi-fetch';
  import type { components, paths } from './types.js';
  const client = createClient<paths>({ baseUrl: process.argv[2] });
  ${wordsOf("components['schemas']['TimelineEntry']")}
  (async () => {
    const config = await client.GET('/api/internal/config');
    const page = await client.GET('/api/internal/incidents', { params: { query: { state: 'open', limit: 5 } } });
    const mute = await client.POST('/api/internal/mutes', { body: ${MAINTENANCE} });
    const replay = await client.POST('/api/internal/deliveries/replays');
    const refused = await client.GET('/api/internal/environments/{environment}/dashboard', {
      params: { path: { environment: 'nowhere' } },
    });
    console.log(JSON.stringify({
      environments: config.data?.environments.map(({ id }) => id),
      incidents: page.data?.incidents.map(({ id }) => id),
      mute: mute.data?.reason + ' in ' + mute.data?.scope.environment,
      replayed: replay.data?.replayed,
      refusal: refused.error?.code + ': ' + refused.error?.params.environment,
    }));
  })();`;

const HEY_API = `
  import { addMute, config, dashboard, incidents, replayDeliveries, type TimelineEntry } from './hey-api/index.js';
  import { client } from './hey-api/client.gen.js';
  client.setConfig({ baseUrl: process.argv[2] });
  ${wordsOf('TimelineEntry')}
  (async () => {
    const { data: settings } = await config();
    const { data: page } = await incidents({ query: { state: 'open', limit: 5 } });
    const { data: mute } = await addMute({ body: ${MAINTENANCE} });
    const { data: replay } = await replayDeliveries();
    const { error } = await dashboard({ path: { environment: 'nowhere' } });
    console.log(JSON.stringify({
      environments: settings?.environments.map(({ id }) => id),
      incidents: page?.incidents.map(({ id }) => id),
      mute: mute?.reason + ' in ' + mute?.scope.environment,
      replayed: replay?.replayed,
      refusal: error?.code + ': ' + error?.params.environment,
    }));
  })();`;

const ORVAL = `
  import { addMute, config, dashboard, incidents, replayDeliveries, type TimelineEntry } from './orval.js';
  const ask = globalThis.fetch;
  // Its addresses are relative, as a page of the console would ask them.
  globalThis.fetch = (path, options) => ask(new URL(String(path), process.argv[2]), options);
  ${wordsOf('TimelineEntry')}
  (async () => {
    const settings = await config();
    const page = await incidents({ state: 'open', limit: 5 });
    const mute = await addMute(${MAINTENANCE});
    const replay = await replayDeliveries();
    const refused = await dashboard('nowhere');
    console.log(JSON.stringify({
      environments: settings.status === 200 && settings.data.environments.map(({ id }) => id),
      incidents: page.status === 200 && page.data.incidents.map(({ id }) => id),
      mute: mute.status === 201 && mute.data.reason + ' in ' + mute.data.scope.environment,
      replayed: replay.status === 200 && replay.data.replayed,
      refusal: refused.status === 404 && refused.data.code + ': ' + refused.data.params.environment,
    }));
  })();`;

/** Clients that people generate from the console's OpenAPI document, here from `openapi.json`. */
export const CLIENTS: readonly GeneratedClient[] = [
  {
    generator: 'openapi-typescript',
    args: ['openapi.json', '-o', 'types.ts'],
    caller: OPENAPI_TYPESCRIPT,
  },
  {
    generator: 'openapi-ts',
    args: ['-i', 'openapi.json', '-o', 'hey-api', '--no-log-file'],
    caller: HEY_API,
  },
  {
    generator: 'orval',
    args: ['--input', 'openapi.json', '--output', 'orval.ts', '--client', 'fetch'],
    caller: ORVAL,
  },
];
