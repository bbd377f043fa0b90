import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import type { FaultKind } from '../faults.ts';
import { openStage, type Stage } from '../testing/stage.ts';

const PATH = '/app/dev/health';
const PATIENCE_MS = 200;

describe('a fault of the wire', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const arm = (kind: FaultKind, delayMs?: number) => stage.faults.add({ service: 'app', kind, delayMs });

  /** What a plain client sees: its status and bytes, and the error code with which the exchange ended. */
  const observe = (path = PATH) =>
    new Promise<{ status?: number; bytes: number; error?: string }>((resolve) => {
      let status: number | undefined;
      let bytes = 0;
      const end = (error?: string) => resolve({ status, bytes, error });
      const call = request(stage.url + path, { agent: false }, (response) => {
        status = response.statusCode;
        response.on('data', (chunk: Buffer) => (bytes += chunk.length));
        response.on('end', () => end());
        response.on('error', (error: NodeJS.ErrnoException) => end(error.code));
      });
      call.on('error', (error: NodeJS.ErrnoException) => end(error.code));
      call.setTimeout(PATIENCE_MS, () => {
        end('TIMEOUT');
        call.destroy();
      });
      call.end();
    });

  it('is absent unless it was armed', async () => {
    expect(await observe()).toMatchObject({ status: 200, error: undefined });
  });

  it('delay: answers as ever, later', async () => {
    arm('delay', 60);
    const begin = performance.now();
    const answer = await stage.call(PATH);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(59);
    expect(answer.json()).toEqual({ status: 'ok', environment: 'dev' });
  });

  it('hang: takes the request and never answers, on any path', async () => {
    arm('hang');
    expect(await observe()).toEqual({ status: undefined, bytes: 0, error: 'TIMEOUT' });
    expect(await observe('/app/nowhere')).toEqual({ status: undefined, bytes: 0, error: 'TIMEOUT' });
  });

  it('hang-mid-body: sends the head and half the body, then nothing', async () => {
    arm('hang-mid-body');
    const { status, bytes, error } = await observe();
    expect({ status, error }).toEqual({ status: 200, error: 'TIMEOUT' });
    expect(bytes).toBeGreaterThan(0);
  });

  it('half-body: sends half of the promised body and closes', async () => {
    arm('half-body');
    const { status, bytes, error } = await observe();
    expect({ status, error }).toEqual({ status: 200, error: 'ECONNRESET' });
    expect(bytes).toBeGreaterThan(0);
  });

  it.each(['reset', 'down'] as const)('%s: closes the line without a byte', async (kind) => {
    arm(kind);
    expect(await observe()).toEqual({ status: undefined, bytes: 0, error: 'ECONNRESET' });
  });

  it('invalid-json: claims to be JSON and is not', async () => {
    arm('invalid-json');
    const answer = await stage.call(PATH);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(() => answer.json()).toThrow(SyntaxError);
  });

  it('html: answers with a page', async () => {
    arm('html');
    const answer = await stage.call(PATH);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.text).toContain('<!DOCTYPE html>');
  });

  it('echo: repeats the request, and in where it leads where it leads anywhere', async () => {
    stage.faults.add({ service: 'app', kind: 'echo', status: 302 });
    const answer = await stage.call(`${PATH}?key=k%20k`);
    expect(answer.json<{ message: string }>().message).toContain('GET /app/dev/health?key=k%20k');
    const { pathname } = new URL(answer.headers.get('location') ?? '', stage.url);
    expect(decodeURIComponent(pathname)).toContain('/repeated/GET /app/dev/health?key=k%20k');
  });

  it('empty: answers 200 and nothing', async () => {
    arm('empty');
    expect(await observe()).toEqual({ status: 200, bytes: 0, error: undefined });
  });

  it('huge: streams far more than anybody should read, of unknown length', async () => {
    arm('huge');
    const { body, headers } = await fetch(stage.url + PATH);
    const reader = (body as ReadableStream<Uint8Array> | null)?.getReader();
    let bytes = 0;
    while (bytes <= 8 * 1024 * 1024) {
      const chunk = await reader?.read();
      if (chunk?.value === undefined) break;
      bytes += chunk.value.length;
    }
    await reader?.cancel();
    expect(bytes).toBeGreaterThan(8 * 1024 * 1024);
    expect(headers.has('content-length')).toBe(false);
  });

  it('wears out, after which all is well', async () => {
    stage.faults.add({ service: 'app', kind: 'empty', times: 1 });
    const sizes = [(await stage.call(PATH)).text.length, (await stage.call(PATH)).text.length];
    expect(sizes).toEqual([0, expect.any(Number)]);
    expect(sizes[1]).toBeGreaterThan(0);
  });

  it('of one environment leaves the others alone', async () => {
    stage.faults.add({ service: 'app', environment: 'prod', kind: 'empty' });
    const [dev, prod] = [await stage.call('/app/dev/health'), await stage.call('/app/prod/health')];
    expect([dev.text === '', prod.text === '']).toEqual([false, true]);
  });

  it('lets nobody keep the server from closing', async () => {
    arm('hang');
    const waiting = observe();
    while (!(await stage.call('/__control/state')).text.includes('"app":{"none":1}'));
    await stage.close();
    expect((await waiting).error).toBe('ECONNRESET');
  });
});
