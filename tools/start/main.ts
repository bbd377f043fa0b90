/**
 * `npm start`: builds what changed, starts the sandbox where settings point to it, then the console. With a signal both
 * stop; when one of them dies, so does the other. `--prod` is `npm run start:prod`: its settings, and never a sandbox.
 */
import { execFileSync } from 'node:child_process';
import { Outlook } from '../../libs/contracts/console/outlook.ts';
import { appEnvOf, merged, readEnvFiles } from '../../libs/settings/files/env-file.ts';
import { Sandbox } from '../../libs/testing/servers/sandbox.ts';
import { buildIfChanged } from '../build.ts';
import { runConsole } from '../stage/console-process.ts';
import { closingLines } from './closing-lines.ts';

const isProd = process.argv.includes('--prod');
const appEnv = isProd ? 'prod' : appEnvOf(process.env);

/** What ends each process that runs. */
const ends: (() => void)[] = [];
let isStopping = false;

function stop(): void {
  isStopping = true;
  for (const end of ends) end();
}

/** Variables as the console will read them: the file, the local file, the process. */
function variables(): NodeJS.Dict<string> {
  return merged(...readEnvFiles('.', appEnv).map(({ values }) => values), process.env);
}

/** Runs one of the server's programs that precede a start. It says itself what is wrong. */
function prepare(program: string, environment: NodeJS.ProcessEnv): string {
  return execFileSync(process.execPath, [`dist/server/${program}.js`], {
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function startSandbox(port: string, environments: string, consoleUrl: string): Promise<Sandbox> {
  const place = {
    SANDBOX_PORT: port,
    SANDBOX_ENVIRONMENTS: environments,
    // Its jobs report there, as a team's cron would.
    SANDBOX_CONSOLE_URL: consoleUrl,
  };
  const story = { SANDBOX_STORY: process.env['SANDBOX_STORY'] ?? 'on' };
  const sandbox = await Sandbox.start({ ...place, ...story }).catch(() => {
    throw new Error('The sandbox could not start: it says why above.');
  });
  ends.push(() => void sandbox.close());
  void sandbox.ended.then(ended);
  return sandbox;
}

function startConsole(environment: NodeJS.ProcessEnv, onListening: () => void): void {
  const console = runConsole(environment);
  ends.push(() => console.kill('SIGTERM'));
  console.once('message', onListening);
  console.once('exit', ended);
}

/** The end of one is the end of both, and its exit code ours. */
function ended(code: number | null): void {
  process.exitCode ||= code ?? 0;
  stop();
}

async function start(): Promise<void> {
  buildIfChanged();
  const own = { ...process.env, APP_ENV: appEnv, ...(isProd && { ENVSCOPE_APP_ENV: appEnv }) };
  const outlook = Outlook.parse(JSON.parse(prepare('show-outlook', own)));
  const environment = { ...own, ENVSCOPE_DATA_DIR: outlook.dataDir };
  const { SANDBOX_PORT, ENVIRONMENTS } = variables();
  const sandbox =
    SANDBOX_PORT && !isProd
      ? await startSandbox(SANDBOX_PORT, ENVIRONMENTS || 'dev,staging,prod', outlook.url)
      : undefined;
  if (sandbox && outlook.isNew) prepare('seed-demo', environment);
  if (isStopping) return stop();
  startConsole(environment, () => console.log(closingLines(outlook, sandbox?.http)));
}

// npm passes signals on to a shell that does not: its end has to do.
const parent = process.ppid;
setInterval(() => process.ppid === parent || stop(), 500).unref();
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

await start().catch((error: unknown) => {
  // What a process of ours has said already needs no second word.
  if (!isOfProcess(error)) console.error((error as Error).message);
  process.exitCode = 1;
  stop();
});

function isOfProcess(error: unknown): boolean {
  return error instanceof Error && 'status' in error;
}
