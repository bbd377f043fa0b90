import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsError } from '../problems.js';
import { loadSettings } from './settings-files.js';
import { sentenceOf } from '../warnings.js';

const utf16 = (text: string, isBigEndian = false): Buffer => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
};

describe('loadSettings', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'envscope-settings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (content: string | Buffer, name = '.env.dev') => writeFileSync(join(folder, name), content);
  const load = (variables: Record<string, string> = {}) => loadSettings(folder, variables);
  const redisOf = ({ environments }: ReturnType<typeof load>) => environments[0]?.sections.redis.state;

  function problemsOf(variables: Record<string, string> = {}) {
    try {
      load(variables);
    } catch (error) {
      if (error instanceof SettingsError) return error.message;
      throw error;
    }
    return '';
  }

  it.each([
    ['UTF-8', Buffer.from('REDIS_URL_DEV=redis://cache\n')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffREDIS_URL_DEV=redis://cache\n')],
    ['UTF-8 with Windows line ends', Buffer.from('PORT=3000\r\nREDIS_URL_DEV=redis://cache\r\n')],
    ['UTF-16, little-endian', utf16('REDIS_URL_DEV=redis://cache\r\n')],
    ['UTF-16, big-endian', utf16('REDIS_URL_DEV=redis://cache\n', true)],
  ])('reads a file in %s', (_story, bytes) => {
    write(bytes);
    expect(redisOf(load())).toBe('configured');
  });

  it.each([
    ['UTF-16 without a mark', Buffer.from('REDIS_URL_DEV=redis://cache\n', 'utf16le')],
    ['EUC-KR', Buffer.from([0x23, 0xb0, 0xb3, 0xb9, 0xdf, 0x0a])],
  ])('refuses a file in %s by its name', (_story, bytes) => {
    write(bytes, '.env.dev.local');
    expect(problemsOf()).toContain('.env.dev.local: is neither UTF-8 nor UTF-16');
  });

  it('reads endpoints.json with a byte order mark', () => {
    write('ENDPOINTS_DEV=api=http://localhost/health');
    write('\ufeff{ "dev": { "api": { "downOverMs": 900 } } }', 'endpoints.json');
    expect(load().environments[0]?.sections.endpoints).toMatchObject({
      settings: { endpoints: [{ downOverMs: 900 }] },
    });
  });

  it('warns where a value ends at an unquoted #, and not where a remark follows', () => {
    write('DISCORD_CHANNEL_DEV=#alerts\nENVIRONMENT_NAME_DEV=Dev#1\nDATA_DIR=./data # the store\n');
    expect(load().warnings.map(sentenceOf)).toEqual([
      expect.stringContaining('DISCORD_CHANNEL_DEV ends where a "#" began in .env.dev'),
      expect.stringContaining('ENVIRONMENT_NAME_DEV ends'),
    ]);
  });

  it.each([
    'UPTIMEROBOT_API_KEY_DEV=ur1234567-abc#s3cret',
    'REDIS_URL_DEV=redis://watcher:12#s3cret@cache',
    'ENVSCOPE_ALERT_WEBHOOK_SECRET_DEV=sixteen-characters#s3cret\nALERT_WEBHOOK_URL_DEV=https://hooks.example.com',
  ])('refuses a secret that is cut: %s', (line) => {
    write(line);
    expect(problemsOf()).toMatch(/ends where a "#" began in \.env\.dev/);
    expect(problemsOf()).not.toContain('s3cret');
  });

  it('lets a # in quotes be, and one that a stronger layer replaces', () => {
    write('DISCORD_CHANNEL_DEV="#alerts"\nENVIRONMENT_NAME_DEV=Dev#1\n');
    expect(load({ ENVIRONMENT_NAME_DEV: 'Dev 1' }).warnings).toEqual([]);
  });

  it('refuses a quote that swallows the variables behind it', () => {
    write('DISCORD_CHANNEL_DEV="#alerts\nPORT=3000\nDATA_DIR="./data"\n');
    expect(problemsOf()).toContain('DISCORD_CHANNEL_DEV: begins with a quote');
  });

  it('keeps values of several lines in quotes', () => {
    write('ENDPOINTS_DEV="a=http://localhost/a\nb=http://localhost/b"\n');
    expect(load().environments[0]?.sections.endpoints).toMatchObject({
      settings: { endpoints: [{ name: 'a' }, { name: 'b' }] },
    });
  });

  it.each([
    ['HOST', 'x86_64-conda-linux-gnu', '127.0.0.1'],
    ['PORT', 'tcp://10.0.0.1:3000', 3000],
    ['LOG_LEVEL', 'info', 'log'],
    ['ALL_PROXY', 'socks5://127.0.0.1:1080', 'log'],
  ])('starts although another tool sets %s to %s, and says which name is ours alone', (name, value, kept) => {
    const { console, warnings } = load({ [name]: value });
    expect(Object.values(console)).toContain(kept);
    expect(warnings).toEqual([
      { code: 'variable-ignored', variable: name, params: { suggestion: `ENVSCOPE_${name}` } },
    ]);
  });

  it("takes a file's value where the process's is another tool's", () => {
    write('PORT=4321');
    expect(load({ PORT: 'tcp://10.0.0.1:3000' }).console.port).toBe(4321);
  });

  it('lets the ENVSCOPE_ form win over every plain one', () => {
    write('ENVSCOPE_PORT=4000\nENVSCOPE_REDIS_URL_DEV=redis://ours');
    const settings = load({
      PORT: '5000',
      REDIS_URL_DEV: 'redis://theirs',
      HOST: 'conda',
      ENVSCOPE_HOST: '::1',
    });
    expect(settings.console).toMatchObject({ port: 4000, host: '::1' });
    expect(settings.environments[0]?.sections.redis).toMatchObject({ settings: { url: 'redis://ours' } });
    expect(settings.warnings).toEqual([]);
  });

  it('names the form that is to be corrected', () => {
    expect(problemsOf({ ENVSCOPE_PORT: 'eighty' })).toContain('  ENVSCOPE_PORT: must be');
  });

  it('picks its files by ENVSCOPE_APP_ENV where another tool sets APP_ENV', () => {
    write('PORT=4321', '.env.prod');
    expect(load({ APP_ENV: 'local', ENVSCOPE_APP_ENV: 'prod' }).console).toMatchObject({
      appEnv: 'prod',
      port: 4321,
    });
  });
});
