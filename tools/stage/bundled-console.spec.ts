import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchConsole, type ConsoleProcess } from './console-process.ts';

const LISTENER = fileURLToPath(new URL('./loaded-packages.ts', import.meta.url));
/** What a setting has to ask for before it is loaded. */
const ON_DEMAND = ['@sentry/node', 'ioredis', 'mongoose'];

jest.setTimeout(60_000);

describe('the bundled console', () => {
  const folder = mkdtempSync(join(tmpdir(), 'envscope-bundled-'));
  let console: ConsoleProcess | undefined;

  const start = async (variables: Readonly<Record<string, string>>): Promise<string> => {
    const place = { DATA_DIR: folder, ENVIRONMENTS: 'dev', ENDPOINTS_DEV: 'api=http://127.0.0.1:1/health' };
    const options = { execArgv: ['--import', LISTENER], hasChannel: true };
    console = launchConsole({ ...place, ...variables }, options);
    return console.url;
  };
  const loaded = () =>
    new Promise<string[]>((resolve) => {
      console?.child.once('message', (names) => resolve(names as string[]));
      console?.child.send('which?');
    });
  const loadedOnDemand = async () => {
    const names = await loaded();
    return ON_DEMAND.filter((name) => names.includes(name));
  };

  afterEach(async () => {
    await console?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('loads no driver and no SDK that no setting asks for', async () => {
    await start({});
    expect(await loadedOnDemand()).toEqual([]);
  });

  it.each([
    ['MONGODB_URI_DEV', 'mongodb://127.0.0.1:1/app', 'mongoose'],
    ['REDIS_URL_DEV', 'redis://127.0.0.1:1', 'ioredis'],
    ['SENTRY_DSN', 'http://key@127.0.0.1:1/1', '@sentry/node'],
  ])('with %s loads that one', async (variable, value, name) => {
    await start({ [variable]: value });
    expect(await loadedOnDemand()).toEqual([name]);
  });

  it('checks endpoints without the fetch of Node, which it never loads', async () => {
    const endpoint = createServer((_request, response) => response.end('ok'));
    await once(endpoint.listen(0, '127.0.0.1'), 'listening');
    const answered = once(endpoint, 'request');
    await start({ ENDPOINTS_DEV: `api=http://127.0.0.1:${(endpoint.address() as AddressInfo).port}` });
    await answered;
    expect(await loaded()).not.toContain('undici');
    endpoint.close();
  });

  it('serves the OpenAPI document and the page that shows it', async () => {
    const url = await start({});
    const document = (await (await fetch(`${url}/api/docs-json`)).json()) as { paths: object };
    expect(Object.keys(document.paths)).toContain('/api/internal/overview');
    const script = await fetch(`${url}/api/docs/swagger-ui-bundle.js`);
    expect([script.status, script.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('javascript'),
    ]);
  });
});
