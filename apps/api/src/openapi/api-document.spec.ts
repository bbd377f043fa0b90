import { Permission, PROBLEM_STATUS, ProblemCode } from '@envscope/contracts/index.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ConsoleUnderTest } from '../testing/console-under-test.js';
import { CLIENTS, COMPILER_OPTIONS, type Report } from './generated-clients.js';
import { OPERATION, PERMISSION_EXTENSION } from './operation.js';

interface Document {
  paths: Record<string, Record<string, DocumentedOperation>>;
}

interface DocumentedOperation {
  operationId: string;
  summary: string;
  'x-permission': string;
  parameters?: object[];
  requestBody?: { required: boolean };
  responses: Record<
    string,
    { content?: Record<string, { schema: { allOf: { properties?: { code: { enum: ProblemCode[] } } }[] } }> }
  >;
}

const run = promisify(execFile);

/** Every method of every controller that answers a route. */
function handlersOf(modules: ModulesContainer): Handler[] {
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const prototype = (metatype as { prototype: Record<string, Handler> }).prototype;
    const methods = new MetadataScanner().getAllMethodNames(prototype).map((name) => prototype[name]);
    return methods.filter((method) => method !== undefined && Reflect.hasMetadata(PATH_METADATA, method));
  }) as Handler[];
}

type Handler = (...parts: never[]) => unknown;

function codesOf({ content }: DocumentedOperation['responses'][string]): ProblemCode[] {
  const schema = content?.['application/problem+json']?.schema;
  return schema?.allOf.flatMap(({ properties }) => properties?.code.enum ?? []) ?? [];
}

/** The linter must neither call home nor look for a newer version of itself. */
const OFFLINE = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

describe('the OpenAPI document', () => {
  let console: ConsoleUnderTest;
  /** Within the repository, since generated clients look for their libraries above themselves. */
  let folder: string;

  /** Runs a tool of the repository in the folder; what it printed becomes the message where it fails. */
  const tool = async (name: string, args: readonly string[]): Promise<string> => {
    const file = join(process.cwd(), 'node_modules/.bin', name);
    const options = { cwd: folder, env: { ...process.env, ...OFFLINE } };
    return run(process.execPath, [file, ...args], options).then(
      ({ stdout }) => stdout,
      ({ stdout, stderr }: { stdout: string; stderr: string }) => {
        throw new Error(`${name} failed:\n${stdout}\n${stderr}`);
      },
    );
  };

  const read = async () => (await console.get<Document>('/docs-json')).body;

  beforeAll(async () => {
    console = await ConsoleUnderTest.start();
    await mkdir('dist', { recursive: true });
    folder = await mkdtemp(join(process.cwd(), 'dist/openapi-'));
    const document = await fetch(`${console.url}/api/docs-json`);
    await writeFile(join(folder, 'openapi.json'), await document.text());
  });
  afterAll(async () => {
    await console.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('holds to OpenAPI 3.1, as its linter has it', async () => {
    const config = join(process.cwd(), 'tools/config/redocly.yaml');
    const said = await tool('redocly', ['lint', 'openapi.json', '--config', config, '--format', 'json']);
    expect(JSON.parse(said)).toMatchObject({ totals: { errors: 0, warnings: 0 } });
  });

  it('says of every handler what it is for, and what it answers and refuses', async () => {
    const handlers = handlersOf(console.app.get(ModulesContainer));
    const silent = handlers.filter((handler) => !Reflect.hasMetadata(OPERATION, handler));
    expect(silent.map(({ name }) => name)).toEqual([]);
    const operations = Object.values((await read()).paths).flatMap((methods) => Object.values(methods));
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      handlers.map(({ name }) => name).sort(),
    );
    for (const { operationId, summary, responses } of operations) {
      expect({ operationId, summary }).toEqual({ operationId, summary: expect.stringMatching(/\w{4}/) });
      expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true);
    }
  });

  it('names for every route the permission that it takes; what everybody may ask is listed here', async () => {
    const routes = Object.entries((await read()).paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        route: `${method} ${path}`,
        permission: operation[PERMISSION_EXTENSION],
      })),
    );
    const isPermission = (name: string) => Permission.safeParse(name).success;
    const open = routes.filter(({ permission }) => !isPermission(permission));
    // Of one's own account, whoever one is.
    const own = open.filter(({ permission }) => permission === 'signed-in').map(({ route }) => route);
    expect(own.filter((route) => !route.includes(' /api/internal/account'))).toEqual([]);
    const ofAll = open.filter(({ permission }) => permission === 'public').map(({ route }) => route);
    expect(ofAll.toSorted()).toEqual([
      'delete /api/session',
      'get /api/health/live',
      'get /api/health/ready',
      'get /api/session',
      'post /api/heartbeats/{token}',
      'post /api/heartbeats/{token}/{signal}',
      'post /api/session',
      'post /api/session/links',
      'post /api/session/links/view',
      'post /api/session/passkey',
      'post /api/session/passkey/options',
      'post /api/session/set-up',
    ]);
    expect(ofAll.length + own.length).toBe(open.length);
  });

  it('names the codes of every refusal', async () => {
    const operations = Object.values((await read()).paths).flatMap((methods) => Object.values(methods));
    const named = operations.flatMap(({ responses }) =>
      Object.entries(responses).flatMap(([status, response]) =>
        codesOf(response).map((code) => ({ status, code })),
      ),
    );
    expect(named.filter(({ status, code }) => String(PROBLEM_STATUS[code]) !== status)).toEqual([]);
    const anywhere = new Set(named.map(({ code }) => code));
    // Of these no operation is to blame.
    const unnamed = ['unknown-route', 'request-too-slow', 'headers-too-large', 'internal-error'];
    // The sign-in page says these: whoever comes back from a provider looks at a page, not at an answer.
    const said = [
      'sign-in-expired',
      'sign-in-refused',
      'account-disabled',
      'provider-away',
      'provider-refused',
    ];
    const left = ProblemCode.options.filter((code) => !anywhere.has(code));
    expect(new Set(left)).toEqual(new Set([...unnamed, ...said, 'clocks-differ']));
  });

  it('announces of every operation what is refused before a handler runs', async () => {
    const { paths } = await read();
    const missing = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { responses, ...operation }]) => {
        const isPublic = operation[PERMISSION_EXTENSION] === 'public';
        const expected: ProblemCode[] = [
          'foreign-origin',
          ...(path.startsWith('/api/health/') ? [] : (['too-many-requests'] as const)),
          ...(isPublic ? [] : (['not-signed-in', 'not-permitted', 'store-failing'] as const)),
          // A log of a job is of any type.
          ...(method === 'get' || path.startsWith('/api/heartbeats/')
            ? []
            : (['malformed-request', 'body-too-large', 'body-not-json', 'store-failing'] as const)),
        ];
        const announced = Object.values(responses).flatMap(codesOf);
        const unsaid = expected.filter((code) => !announced.includes(code));
        return unsaid.length > 0 ? [{ route: `${method} ${path}`, unsaid }] : [];
      }),
    );
    expect(missing).toEqual([]);
  });

  it('announces every refusal as a problem, and the stream as what it is', async () => {
    const { paths } = await read();
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, ...operation })),
    );
    const types = operations.flatMap(({ path, responses }) =>
      Object.entries(responses)
        .filter(([status]) => Number(status) >= 400 && !path.startsWith('/api/health/'))
        .flatMap(([, { content }]) => Object.keys(content ?? {})),
    );
    expect(new Set(types)).toEqual(new Set(['application/problem+json']));
    const stream = paths['/api/internal/stream']?.['get'];
    expect(Object.keys(stream?.responses['200']?.content ?? {})).toEqual(['text/event-stream']);
    expect(stream?.parameters).toEqual([
      expect.objectContaining({ in: 'header', name: 'last-event-id', required: false }),
    ]);
  });

  it('demands a body only where a handler does', async () => {
    const { paths } = await read();
    const bodyOf = (path: string) => paths[path]?.['post']?.requestBody;
    expect(bodyOf('/api/internal/deliveries/replays')).toMatchObject({ required: false });
    expect(bodyOf('/api/internal/mutes')).toMatchObject({ required: true });
    expect(bodyOf('/api/internal/deliveries/{id}/replay')).toBeUndefined();
  });

  it('makes clients that compile and can call a running console', async () => {
    await Promise.all(CLIENTS.map(({ generator, args }) => tool(generator, args)));
    await Promise.all([
      writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }'),
      writeFile(join(folder, 'tsconfig.json'), JSON.stringify(COMPILER_OPTIONS)),
      ...CLIENTS.map(({ generator, caller }) => writeFile(join(folder, `${generator}-caller.ts`), caller)),
    ]);
    await tool('tsc', ['-p', '.']);
    for (const { generator } of CLIENTS) {
      const script = join(folder, `out/${generator}-caller.js`);
      const { stdout } = await run(process.execPath, [script, console.url]);
      expect({ generator, ...(JSON.parse(stdout) as Report) }).toEqual({
        generator,
        environments: ['dev', 'staging', 'prod'],
        incidents: [],
        mute: 'Release 1.4 in dev',
        replayed: 0,
        refusal: 'unknown-environment: nowhere',
      });
    }
  }, 60_000);
});
