import { describe, expect, it } from '@jest/globals';
import type { ChannelSection } from '@envscope/environments/environments.js';
import { SettingsError } from './problems.js';
import { readSettings, type Settings } from './settings.js';
import type { ConsoleSettings } from './variables/console.settings.js';

const read = (variables: Record<string, string>, files: Record<string, unknown> = {}): Settings =>
  readSettings({ variables, namesInFiles: Object.keys(variables), files });

const ofProcess = (variables: Record<string, string>): Settings =>
  readSettings({ variables, namesInFiles: [], files: {} });

function problemsOf(variables: Record<string, string>, files: Record<string, unknown> = {}) {
  try {
    read(variables, files);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('readSettings', () => {
  it('names three environments when nothing is set', () => {
    const { environments } = read({});
    expect(environments.map(({ id, name }) => [id, name.ko, name.en])).toEqual([
      ['dev', '개발', 'Development'],
      ['staging', '스테이징', 'Staging'],
      ['prod', '프로덕션', 'Production'],
    ]);
  });

  it('says what a service lacks instead of inventing it', () => {
    const [dev] = read({}).environments;
    expect(dev?.sections.redis).toMatchObject({ state: 'missing', variables: ['REDIS_URL_DEV'] });
  });

  it('lets no two environments hold the same token of a job', () => {
    const token = 'b0e5d4c1a7f24b3d9c6e';
    const variables = { HEARTBEATS_DEV: `backup=${token}`, HEARTBEATS_PROD: `nightly=${token}` };
    expect(problemsOf(variables)).toEqual([
      {
        variable: 'HEARTBEATS_PROD',
        fault: 'holds a value that HEARTBEATS_DEV holds too: each needs its own',
      },
    ]);
    expect(problemsOf({ ...variables, HEARTBEATS_PROD: `nightly=${token}x` })).toEqual([]);
  });

  it('takes a fourth environment without a change of code', () => {
    const { environments } = read({
      ENVIRONMENTS: 'dev,qa,staging,prod',
      REDIS_URL_QA: 'redis://qa.example.com',
    });
    const qa = environments.find(({ id }) => id === 'qa');
    expect(qa?.name.en).toBe('Qa');
    expect(qa?.sections.redis).toMatchObject({
      state: 'configured',
      settings: { url: 'redis://qa.example.com', keyPrefix: 'qa:', type: 'other' },
    });
  });

  it.each([
    ['dev', 'dev:'],
    ['staging', 'stage:'],
    ['prod', 'prod:'],
  ])('gives %s the key prefix %s', (id, keyPrefix) => {
    const variables = { [`REDIS_URL_${id.toUpperCase()}`]: 'redis://127.0.0.1' };
    const environment = read(variables).environments.find((candidate) => candidate.id === id);
    expect(environment?.sections.redis).toMatchObject({ settings: { keyPrefix } });
  });

  it('lets a variable without a suffix serve environments that lack their own, and marks them', () => {
    const own = 'ur1234567-own';
    const [dev, staging] = read({
      UPTIMEROBOT_API_KEY: 'ur1234567-all',
      UPTIMEROBOT_API_KEY_DEV: own,
    }).environments;
    expect(dev?.sections.uptimerobot).toMatchObject({ credential: 'own' });
    expect(staging?.sections.uptimerobot).toMatchObject({ credential: 'shared' });
  });

  it('takes an empty variable for an unset one', () => {
    expect(read({ PORT: '', REDIS_URL_DEV: '' }).console.port).toBe(3000);
  });

  it('names every problem at once, with an example, and no value of a secret', () => {
    const problems = problemsOf({
      PORT: 'eighty',
      REDIS_URL_PROD: 'http://:hunter2hunter2@wrong',
      DISCORD_WEBHOOK_URL_DEV: 'https://example.com/hunter2hunter2',
      CHECK_INTERVAL_SECONDS: '1',
    });
    expect(problems.map(({ variable }) => variable).sort()).toEqual([
      'CHECK_INTERVAL_SECONDS',
      'DISCORD_WEBHOOK_URL_DEV',
      'PORT',
      'REDIS_URL_PROD',
    ]);
    expect(problems.every(({ example }) => example)).toBe(true);
    expect(new SettingsError(problems).message).not.toContain('hunter2');
  });

  it.each([
    ['UPTIMEROBOT_API_KEY_STAGE', 'UPTIMEROBOT_API_KEY_STAGING'],
    ['DISCORD_WEBHOOK_URL_PRODUCTION', 'DISCORD_WEBHOOK_URL_PROD'],
    ['REDIS_URL', 'REDIS_URL_DEV'],
  ])('stops at %s and suggests %s', (variable, suggestion) => {
    const problems = problemsOf({ [variable]: 'anything' });
    expect(problems).toEqual([
      expect.objectContaining({ variable, fault: expect.stringContaining(suggestion) }),
    ]);
  });

  it.each([
    ['CHECK_INTERVAL_SECOND', 'did you mean CHECK_INTERVAL_SECONDS?'],
    ['FOO', 'is not a setting'],
  ])('stops at %s in a file of ours', (name, fault) => {
    expect(problemsOf({ [name]: '30' })).toEqual([{ variable: name, fault: expect.stringContaining(fault) }]);
  });

  it.each([
    ['CHECK_INTERVAL_SECOND', 'CHECK_INTERVAL_SECONDS'],
    ['REDIS_URL', 'REDIS_URL_DEV'],
    ['SENTRY_ENVIRONMENT', 'SENTRY_ENVIRONMENT_DEV'],
    ['ENDPOINTS_SERVICE_HOST', 'ENDPOINTS_STAGING'],
  ])(
    'starts with %s among the variables of the process, and asks whether %s is meant',
    (name, suggestion) => {
      expect(ofProcess({ [name]: 'anything' }).warnings).toEqual([
        { code: 'variable-unknown', variable: name, params: { suggestion } },
      ]);
    },
  );

  it.each(['HOME', 'PATH', 'TERM', 'FOO', 'npm_package_name', 'SENTRY_RELEASE'])(
    "leaves other tools' %s alone",
    (name) => expect(ofProcess({ [name]: 'anything' }).warnings).toEqual([]),
  );

  const SRV = 'mongodb+srv://watcher:s3cret@db.example.com/app';
  const PLAIN = 'mongodb://watcher:s3cret@db.example.com/app';

  it.each([
    ['MONGODB_URI_DEV', `${SRV}?tlsInsecure=true`, 'tlsInsecure', 'TLS_CA_FILE_DEV'],
    [
      'MONGODB_URI_PROD',
      `${PLAIN}?tls=true&tlsAllowInvalidCertificates=true&tlsallowinvalidhostnames=true`,
      'tlsAllowInvalidCertificates, tlsallowinvalidhostnames',
      'TLS_CA_FILE_PROD',
    ],
    ['MONGODB_URI_DEV', `${SRV}?rejectUnauthorized=false`, 'rejectUnauthorized', 'TLS_CA_FILE_DEV'],
    ['STORE_URL', `${SRV}?tlsInsecure=true`, 'tlsInsecure', 'TLS_CA_FILE'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0', '0', 'TLS_CA_FILE'],
  ])('warns of %s=%s, by which certificates are not verified', (name, value, cause, suggestion) => {
    const { warnings } = ofProcess({ [name]: value });
    expect(warnings).toEqual([
      expect.objectContaining({
        code: 'certificate-unverified',
        variable: name,
        params: { cause, suggestion },
      }),
    ]);
    expect(JSON.stringify(warnings)).not.toContain('s3cret');
  });

  it.each([
    ['MONGODB_URI_DEV', SRV],
    ['MONGODB_URI_DEV', `${SRV}?tlsInsecure=false`],
    // Without TLS there is nothing to verify.
    ['MONGODB_URI_DEV', `${PLAIN}?tlsAllowInvalidCertificates=true`],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '1'],
  ])('finds nothing wrong with the certificates of %s=%s', (name, value) => {
    expect(ofProcess({ [name]: value }).warnings).toEqual([]);
  });

  it('warns of endpoints whose certificates are not verified, save where a pin or no TLS makes up for it', () => {
    const variables = { ENDPOINTS_DEV: 'a=https://a.test,b=https://b.test,c=https://c.test,d=http://d.test' };
    const [a, d] = [{ verify: false }, { verify: false }];
    const c = { verify: false, certificateSha256: '0'.repeat(64) };
    expect(read(variables, { 'endpoints.json': { dev: { a, c, d } } }).warnings).toEqual([
      {
        code: 'certificate-unverified',
        variable: 'endpoints.json: dev',
        params: { cause: 'a', suggestion: 'TLS_CA_FILE_DEV' },
        service: 'endpoints',
        environment: 'dev',
      },
    ]);
  });

  it('stops at an unknown name that says it is ours, wherever it stands', () => {
    const source = { variables: { ENVSCOPE_PROT: '1' }, namesInFiles: [], files: {} };
    expect(() => readSettings(source)).toThrow('ENVSCOPE_PROT: is not a setting');
  });

  it('alerts by sensible thresholds unless others are set', () => {
    expect(read({}).console).toMatchObject({
      alertGroupMs: 60_000,
      alertReminderMs: 14_400_000,
      alertFailureThreshold: undefined,
      alertSuccessThreshold: 2,
    });
    const settings = read({
      ALERT_GROUP_SECONDS: '0',
      ALERT_REMINDER_HOURS: '24',
      ALERT_FAILURE_THRESHOLD: '3',
    });
    expect(settings.console).toMatchObject({
      alertGroupMs: 0,
      alertReminderMs: 86_400_000,
      alertFailureThreshold: 3,
    });
    expect(problemsOf({ ALERT_SUCCESS_THRESHOLD: '0' })[0]?.variable).toBe('ALERT_SUCCESS_THRESHOLD');
  });

  it('checks from locations that a queue reaches, and warns of others', () => {
    const LOCATIONS = 'seoul, frankfurt';
    const far = ofProcess({ LOCATIONS, QUEUE_URL: 'redis://127.0.0.1', LOCATION_QUORUM: 'any' });
    expect(far.console).toMatchObject({ locations: { reached: ['seoul', 'frankfurt'], quorum: 1 } });
    expect(far.warnings).toEqual([]);
    const alone = read({ LOCATIONS });
    expect(alone.console).toMatchObject({ locations: { reached: [], quorum: 'majority' } });
    expect(alone.warnings).toMatchObject([{ code: 'locations-without-effect', variable: 'LOCATIONS' }]);
    expect(read({}).warnings).toEqual([]);
  });

  it.each<Record<string, string>>([
    { LOCATIONS: 'Seoul' },
    { LOCATIONS: 'seoul,seoul' },
    { LOCATIONS: 'seoul,' },
    { LOCATION_QUORUM: 'half' },
    { LOCATION_QUORUM: '0' },
    { LOCATIONS: 'seoul,frankfurt', LOCATION_QUORUM: '3' },
  ])('refuses %j', (variables) => {
    expect(problemsOf(variables).map(({ variable }) => variable)).toEqual([Object.keys(variables).at(-1)]);
  });

  it('refuses an endpoint that nobody could check, and warns of one that only locations would check otherwise', () => {
    const ENDPOINTS_DEV = 'api=https://a.test';
    const file = (api: object) => ({ 'endpoints.json': { dev: { api } } });
    const faultOf = (api: object) => {
      const variables = { ENDPOINTS_DEV, LOCATIONS: 'seoul,frankfurt' };
      return problemsOf(variables, file(api)).map(({ fault }) => fault);
    };
    expect(faultOf({ locations: ['seoul', 'paris'] })).toEqual([
      'is checked from paris, which LOCATIONS does not name',
    ]);
    expect(faultOf({ locations: ['seoul'], quorum: 2 })).toEqual([
      'has a quorum of 2, and fewer locations: 1',
    ]);
    const { warnings } = read({ ENDPOINTS_DEV }, file({ locations: ['seoul'] }));
    expect(warnings).toMatchObject([
      { code: 'locations-without-effect', variable: 'endpoints.json: dev.api', service: 'endpoints' },
    ]);
  });

  it('alerts in English and no webhook unless set otherwise', () => {
    const url = 'https://hooks.example.com/envscope?key=hunter2hunter2';
    const secret = 'sixteen-characters';
    const { environments, secrets } = read({
      ALERT_LANGUAGE_PROD: 'ko',
      ALERT_WEBHOOK_URL_PROD: url,
      ALERT_WEBHOOK_SECRET_PROD: secret,
    });
    const webhookOf = (channels: readonly ChannelSection[]) =>
      channels.find(({ kind }) => kind === 'webhook');
    expect(environments.map(({ alerting, channels }) => [alerting.language, webhookOf(channels)])).toEqual([
      ['en', expect.objectContaining({ state: 'missing' })],
      ['en', expect.objectContaining({ state: 'missing' })],
      ['ko', expect.objectContaining({ state: 'configured', settings: { url, secret, ca: undefined } })],
    ]);
    expect(secrets).toEqual([url, secret]);
  });

  it.each([
    { story: 'without TLS', url: 'http://hooks.example.com/hunter2' },
    { story: 'with a password', url: 'https://eve:hunter2@hooks.example.com' },
    { story: 'that is none', url: 'hooks/hunter2' },
  ])('refuses a webhook $story, and does not repeat it', ({ url }) => {
    const problems = problemsOf({
      ALERT_WEBHOOK_URL_DEV: url,
      ALERT_WEBHOOK_SECRET_DEV: 'sixteen-characters',
    });
    expect(problems.map(({ variable }) => variable)).toEqual(['ALERT_WEBHOOK_URL_DEV']);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });

  it('takes a webhook on this machine without TLS', () => {
    const url = 'http://127.0.0.1:4100/hooks/dev';
    const [dev] = read({
      ALERT_WEBHOOK_URL_DEV: url,
      ALERT_WEBHOOK_SECRET_DEV: 'sixteen-characters',
    }).environments;
    const webhook = dev?.channels.find(({ kind }) => kind === 'webhook');
    expect(webhook).toMatchObject({ state: 'configured', settings: { url } });
  });

  it.each([
    ['ALERT_WEBHOOK_URL_DEV', 'https://hooks.example.com', 'ALERT_WEBHOOK_SECRET_DEV'],
    ['ALERT_WEBHOOK_SECRET_DEV', 'sixteen-characters', 'ALERT_WEBHOOK_URL_DEV'],
  ])('wants beside %s the other half', (variable, value, missing) => {
    expect(problemsOf({ [variable]: value }).map((problem) => problem.variable)).toEqual([missing]);
  });

  it('refuses a secret that is easily guessed', () => {
    const problems = problemsOf({
      ALERT_WEBHOOK_URL_DEV: 'https://hooks.example.com',
      ALERT_WEBHOOK_SECRET_DEV: 'hunter2',
    });
    expect(problems.map(({ variable }) => variable)).toEqual(['ALERT_WEBHOOK_SECRET_DEV']);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });

  it('lets nobody in without sign-in unless it is asked to, wherever it listens', () => {
    expect(read({ HOST: '0.0.0.0' }).console).toMatchObject({ host: '0.0.0.0', allowUnauthenticated: false });
    expect(read({ ALLOW_UNAUTHENTICATED: 'true' }).console.allowUnauthenticated).toBe(true);
  });

  it('reads how long sessions last', () => {
    const lasts = ({ sessionIdleMs, sessionLongestMs }: ConsoleSettings) => [sessionIdleMs, sessionLongestMs];
    expect(lasts(read({}).console)).toEqual([12 * 3_600_000, 14 * 86_400_000]);
    const { console } = read({ SESSION_IDLE_HOURS: '1', SESSION_MAX_DAYS: '2' });
    expect(lasts(console)).toEqual([3_600_000, 2 * 86_400_000]);
  });

  it.each(['dev,,prod', 'dev,dev', 'Dev', 'dev prod'])('refuses the list of environments "%s"', (list) => {
    expect(problemsOf({ ENVIRONMENTS: list })[0]?.variable).toBe('ENVIRONMENTS');
  });

  it('names options for an endpoint that there is not with the other problems', () => {
    const files = { 'endpoints.json': { dev: { shop: { downOverMs: 900 } } } };
    const problems = problemsOf({ PORT: 'x', ENDPOINTS_DEV: 'api=http://localhost/health' }, files);
    expect(problems.map(({ variable }) => variable)).toEqual(['PORT', 'endpoints.json: dev.shop']);
  });

  it('names an environment of a file that there is not', () => {
    expect(problemsOf({}, { 'endpoints.json': { prd: {} } })[0]?.variable).toBe('endpoints.json: prd');
  });

  it('collects the secrets of a file', () => {
    const files = { 'endpoints.json': { dev: { api: { headers: { 'X-Key': 'hunter2hunter2' } } } } };
    expect(read({ ENDPOINTS_DEV: 'api=http://localhost/health' }, files).secrets).toContain('hunter2hunter2');
  });

  it.each([
    ['STORE_URL', 'mongodb://watcher:12/s3cret@db.example.com/app'],
    ['STORE_URL', 'mongodb://db.example.com/app?useNewUrlParser=true'],
    ['HEARTBEAT_URL', 'https://watcher:12#s3cret@hc.example.com/ping'],
    ['SENTRY_DSN', 'https://watcher:12/s3cret@o1.ingest.sentry.io/42'],
    ['SENTRY_DSN', 'https://s3cret@o1.ingest.sentry.io'],
    ['ALERT_WEBHOOK_URL_DEV', 'https://watcher:12?s3cret@hooks.example.com'],
    ['DISCORD_WEBHOOK_URL_DEV', 'https://watcher:12/s3cret@example.com/api/webhooks/1/token'],
    ['DISCORD_ROUTES_DEV', 'critical=https://watcher:12/s3cret@example.com/api/webhooks/1/token'],
    ['NTFY_URL_DEV', 'https://watcher:12/s3cret@ntfy.example.com/topic'],
    ['NTFY_ROUTES_DEV', 'critical=https://watcher:12/s3cret@ntfy.example.com/topic'],
    ['NTFY_TOKEN_DEV', 'tk_s3cret'],
    ['ENDPOINTS_DEV', 'api=https://watcher:12,s3cret@shop.example.com'],
    ['PUBLIC_URL', 'https://watcher:s3cret@ops.example.com'],
    ['PUBLIC_URL', 'https://ops.example.com/s3cret"x'],
    ['PUBLIC_URL', 'https://ops.example.com/?s3cret'],
    ['PUBLIC_URL', 'https://ops.example.com/api/s3cret'],
    ['SENTRY_BASE_URL', 'https://watcher:s3cret@sentry.example.com'],
    ['UPTIMEROBOT_BASE_URL', 'https://watcher:s3cret@uptime.example.com'],
  ])(
    'refuses in %s what may show a password or what its client refuses, and repeats none of it',
    (name, value) => {
      const problems = problemsOf({ [name]: value }).filter(({ variable }) => variable === name);
      expect(problems).toHaveLength(1);
      expect(new SettingsError(problems).message).not.toMatch(/s3cret|watcher/);
    },
  );

  it('collects the secrets that it read', () => {
    expect(read({ REDIS_URL_DEV: 'redis://:hunter2hunter2@127.0.0.1' }).secrets).toEqual([
      'redis://:hunter2hunter2@127.0.0.1',
    ]);
  });
});

describe('proxies', () => {
  const proxiesOf = (variables: Record<string, string>) => {
    const { https, http, exceptions } = read(variables).console.proxies;
    return { https: https?.host ?? null, http: http?.host ?? null, exceptions: exceptions.length };
  };

  it.each([
    [{}, { https: null, http: null, exceptions: 0 }],
    [
      { HTTPS_PROXY: 'up:1', HTTP_PROXY: 'plain:2' },
      { https: 'up:1', http: 'plain:2', exceptions: 0 },
    ],
    [
      { HTTPS_PROXY: 'up:1', https_proxy: 'low:1' },
      { https: 'low:1', http: null, exceptions: 0 },
    ],
    [
      { ALL_PROXY: 'all:1', http_proxy: 'low:1' },
      { https: 'all:1', http: 'low:1', exceptions: 0 },
    ],
    [
      { NO_PROXY: 'a.test', no_proxy: 'b.test,c.test' },
      { https: null, http: null, exceptions: 2 },
    ],
    [
      { HTTPS_PROXY: 'own:1', ENVSCOPE_HTTPS_PROXY: 'own:1', https_proxy: 'low:1' },
      { https: 'own:1', http: null, exceptions: 0 },
    ],
  ])('reads %j', (variables, expected) => expect(proxiesOf(variables)).toEqual(expected));

  it('names the variable that holds no proxy, and repeats no password', () => {
    const problems = problemsOf({ https_proxy: 'socks5://eve:hunter2@proxy:1080', NO_PROXY: 'http://a' });
    expect(problems.map(({ variable }) => variable)).toEqual(['https_proxy', 'NO_PROXY']);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });

  it('ignores ALL_PROXY where both schemes have a proxy of their own', () => {
    const variables = { ALL_PROXY: 'socks5://proxy:1080', HTTPS_PROXY: 'up:1', HTTP_PROXY: 'up:1' };
    expect(proxiesOf(variables)).toEqual({ https: 'up:1', http: 'up:1', exceptions: 0 });
  });

  it('keeps their passwords among the secrets', () => {
    expect(read({ https_proxy: 'http://eve:hunter2@proxy:1' }).secrets).toContain(
      'http://eve:hunter2@proxy:1',
    );
  });
});
