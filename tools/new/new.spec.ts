import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const LIMIT_MS = 600_000;

/** A copy of the sources, as git knows them, with the packages that are installed here. */
function copyOfTheTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'envscope-new-'));
  const listing = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const path of listing.split('\0')) {
    if (path !== '' && existsSync(join(ROOT, path))) cpSync(join(ROOT, path), join(copy, path));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

describe('npm run new', () => {
  let tree: string;
  beforeAll(() => {
    tree = copyOfTheTree();
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  /** What a command prints, all of it, and how it ends. */
  function run(command: string, ...args: string[]) {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: tree, encoding: 'utf8' });
    return { status, text: stdout + stderr };
  }
  const make = (...args: string[]) => run(process.execPath, 'tools/new/main.ts', ...args);

  it.each([
    { args: ['service', 'Rabbit MQ'], says: 'cannot name it' },
    { args: ['service', '9lives'], says: 'cannot name it' },
    { args: ['service', 'redis'], says: 'libs/integrations/redis is there already' },
    { args: ['service', 'kernel'], says: 'is a folder of libs/integrations' },
    { args: ['service', 'alert'], says: 'variables that begin with ALERT_ are there already' },
    { args: ['channel', 'discord'], says: 'libs/integrations/discord is there already' },
    { args: ['channel', 'slack', 'teams'], says: 'npm run new -- service|channel' },
    { args: ['service'], says: 'npm run new -- service|channel' },
    { args: ['queue', 'rabbitmq'], says: 'npm run new -- service|channel' },
    { args: ['service', 'rabbitmq', '--title', "'"], says: 'cannot be its title' },
  ])('refuses $args and writes nothing', ({ args, says }) => {
    const { status, text } = make(...args);
    expect(text).toContain(says);
    expect(status).toBe(1);
    expect(existsSync(join(tree, 'libs/integrations/rabbitmq'))).toBe(false);
  });

  it('makes a service and a channel, each once', () => {
    expect(make('service', 'rabbitmq', '--title', 'RabbitMQ')).toMatchObject({ status: 0 });
    expect(make('service', 'message-broker')).toMatchObject({ status: 0 });
    expect(make('channel', 'slack', '--title', 'Slack')).toMatchObject({ status: 0 });
    expect(make('service', 'rabbitmq')).toMatchObject({ status: 1 });
    expect(make('service', 'slack')).toMatchObject({ status: 1 });
  });

  it.each(['lint:types', 'boundaries', 'deadcode'])(
    'leaves a tree behind that passes npm run %s',
    (script) => {
      expect(run('npm', 'run', '--silent', script)).toMatchObject({ status: 0 });
    },
    LIMIT_MS,
  );

  it('leaves formatted files behind', () => {
    const prettier = join(tree, 'node_modules/prettier/bin/prettier.cjs');
    expect(run(process.execPath, prettier, '--check', 'libs', 'apps/api')).toMatchObject({ status: 0 });
  });

  it(
    'leaves a tree behind whose contract suites pass, those of what is new among them',
    () => {
      const made = ['rabbitmq/rabbitmq.probe', 'message-broker/message-broker.probe', 'slack/slack.channel'];
      const suites = [...made, 'integrations/(services|integrations)', 'libs/settings', 'libs/texts'];
      const { status, text } = run('npm', 'run', '--silent', 'jest', '--', ...suites);
      for (const name of made) expect(text).toMatch(new RegExp(`PASS .*${name}\\.spec\\.ts`));
      expect({ status, text }).toMatchObject({ status: 0 });
    },
    LIMIT_MS,
  );

  it(
    'leaves no secret of what is new unwatched',
    () => {
      const spec = readFileSync(join(tree, 'apps/api/src/secrets.spec.ts'), 'utf8');
      expect(spec).toContain('RABBITMQ_TOKEN_DEV: `${MARK}-rabbitmq-token`');
      expect(spec).toContain('SLACK_URL_DEV: `http://127.0.0.1:1/${MARK}-slack-path-that-is-long`');
      expect(run('npm', 'run', '--silent', 'jest', '--', 'apps/api/src/secrets')).toMatchObject({
        status: 0,
      });
    },
    LIMIT_MS,
  );
});
