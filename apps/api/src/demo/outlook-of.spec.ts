import { describe, expect, it } from '@jest/globals';
import { readSettings } from '@envscope/settings/settings.js';
import { parseEnvFile } from '@envscope/settings/files/env-file.js';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outlookOf } from './outlook-of.js';

const COMMITTED = parseEnvFile('.env.dev', readFileSync('.env.dev', 'utf8')).values;
const outlook = (variables: Readonly<Record<string, string>>) =>
  outlookOf(readSettings({ variables, namesInFiles: [], files: {} }));

describe('outlookOf', () => {
  it('calls the committed settings a demo, with a folder of its own', () => {
    expect(outlook({ ...COMMITTED, APP_ENV: 'dev' })).toMatchObject({
      kind: 'demo',
      real: [],
      dataDir: join('data', 'demo'),
      settingsFile: '.env.dev.local',
      url: 'http://127.0.0.1:3000',
    });
  });

  it('names what is real beside the sandbox, and keeps its data out of the demo’s folder', () => {
    const mixed = outlook({ ...COMMITTED, REDIS_URL_DEV: 'redis://127.0.0.1:6379', DATA_DIR: '/tmp/any' });
    expect(mixed).toMatchObject({
      kind: 'mixed',
      real: ['redis (dev)', 'request-metrics (dev)'],
      dataDir: '/tmp/any',
      isNew: false,
    });
  });

  it('knows nothing of a sandbox where settings name no port of it', () => {
    expect(outlook({ ...COMMITTED, SANDBOX_PORT: '' })).toMatchObject({ kind: 'real', isNew: false });
    expect(outlook({})).toMatchObject({ kind: 'empty', isNew: false });
  });

  it('is new as long as its folder is empty, unless a database holds the data', () => {
    const folder = mkdtempSync(join(tmpdir(), 'envscope-outlook-'));
    const demo = { ...COMMITTED, DATA_DIR: folder };
    expect(outlook(demo).isNew).toBe(true);
    expect(outlook({ ...demo, STORE_URL: 'mongodb://127.0.0.1/any' }).isNew).toBe(false);
    mkdirSync(join(folder, 'demo'));
    writeFileSync(join(folder, 'demo', 'envscope.db'), '');
    expect(outlook(demo).isNew).toBe(false);
    rmSync(folder, { recursive: true });
  });
});
