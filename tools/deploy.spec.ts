import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = new URL('../', import.meta.url).pathname;
const WORKFLOW = readFileSync(join(ROOT, '.github/workflows/deploy.yml'), 'utf8');
const [, STEP = ''] = WORKFLOW.split('      - name: Ship the image, the settings and the word to restart\n');
const [, SETTINGS = ''] = /^ {10}SETTINGS: (.*)$/m.exec(STEP) ?? [];

/** The step's own shell lines. */
const lines = (): string => {
  const [, block = ''] = /^ {8}run: \|\n((?: {10}.*\n|\n)+)/m.exec(STEP) ?? [];
  return block.replace(/^ {10}/gm, '');
};

/** The host at the other end: its folder lies in the stage's. */
const SSH =
  '#!/bin/bash\ncommand="${2//\\/srv\\/envscope/$STAGE}"\necho "$command" >> "$STAGE/commands"\nexec bash -c "$command"\n';
/** Keeps what a container would be started with; a variable without a value is the caller's. */
const DOCKER = `#!/bin/bash
echo "$*" >> "$STAGE/commands"
[ "$1" = load ] && cat > /dev/null
[ "$1" = run ] || exit 0
while [ $# -gt 0 ]; do
  if [ "$1" = --env ]; then
    case "$2" in *=*) printf '%s\\0' "$2" ;; *) printf '%s=%s\\0' "$2" "\${!2}" ;; esac >> "$STAGE/container"
  fi
  shift
done
`;

describe('the step that ships the settings', () => {
  let stage: string;

  beforeEach(() => {
    stage = mkdtempSync(join(tmpdir(), 'envscope-deploy-'));
    writeFileSync(join(stage, 'ssh'), SSH, { mode: 0o755 });
    writeFileSync(join(stage, 'docker'), DOCKER, { mode: 0o755 });
  });
  afterEach(() => rmSync(stage, { recursive: true }));

  /** Runs the lines as GitHub does; what the container then has, and every command line on the way. */
  function ship(variables: Record<string, string>) {
    execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', lines()], {
      cwd: ROOT,
      env: {
        PATH: `${stage}:${process.env['PATH']}`,
        HOME: stage,
        STAGE: stage,
        SETTINGS,
        DEPLOY_HOST: 'h',
        ...variables,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const pairs = readFileSync(join(stage, 'container'), 'utf8').split('\0').slice(0, -1);
    const container = Object.fromEntries(
      pairs.map((pair) => [pair.split('=')[0], pair.slice(pair.indexOf('=') + 1)]),
    );
    return { container, commands: readFileSync(join(stage, 'commands'), 'utf8') };
  }

  it('ships every value as it is, line breaks and quotes too, and none on a command line', () => {
    const variables = {
      APP_ENV: 'prod',
      ENDPOINTS_PROD: 'api=https://api.example.com/health\nSENTRY_ORG=https://shop.example.com\n',
      DISCORD_CHANNEL_PROD: '#alerts "prod" \'$HOME\' `x`',
      REDIS_URL_PROD: 'redis://:s3cret@cache?a=b',
      ENVSCOPE_LOG_LEVEL: 'warn',
      MONGODB_URI_PROD: '',
    };
    const { container, commands } = ship(variables);
    expect(container).toEqual({
      ...variables,
      HOST: '0.0.0.0',
      PORT: '3000',
      DATA_DIR: '/data',
    });
    expect(commands).not.toMatch(/s3cret|shop\.example/);
  });

  it("leaves the runner's own variables and the deployment's key where they are", () => {
    const { container } = ship({
      APP_ENV: 'prod',
      DEPLOY_SSH_KEY: 'key\nREDIS_URL_DEV=of no setting',
      GITHUB_TOKEN: 'token',
      HTTPS_PROXY: 'http://of-the-runner:3128',
    });
    expect(Object.keys(container).sort()).toEqual(['APP_ENV', 'DATA_DIR', 'HOST', 'PORT']);
  });

  it('gives the container the private authorities that lie on the host', () => {
    mkdirSync(join(stage, 'ca'));
    writeFileSync(join(stage, 'ca', 'prod.pem'), 'a certificate');
    writeFileSync(join(stage, 'ca.pem'), 'a certificate');
    const { container, commands } = ship({ APP_ENV: 'prod' });
    expect(container).toMatchObject({ TLS_CA_FILE_PROD: '/ca/prod.pem', TLS_CA_FILE: '/ca.pem' });
    expect(commands).toContain(`--volume ${join(stage, 'ca.pem')}:/ca.pem:ro`);
    expect(commands).toContain(`--volume ${join(stage, 'ca', 'prod.pem')}:/ca/prod.pem:ro`);
  });
});
