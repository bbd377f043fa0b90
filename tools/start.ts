/**
 * `npm start`: builds what changed, starts the sandbox where settings point to it, then the console. With a signal both
 * stop; when one of them dies, so does the other.
 */
import { appEnvOf, merged, readEnvFiles } from '../libs/settings/files/env-file.ts';
import { Sandbox } from '../libs/testing/servers/sandbox.ts';
import { buildIfChanged } from './build.ts';
import { runConsole } from './stage/console-process.ts';

const appEnv = appEnvOf(process.env);
const isSandboxAllowed = !process.argv.includes('--no-sandbox');

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

async function startSandbox(port: string, environments: string): Promise<void> {
  const place = { SANDBOX_PORT: port, SANDBOX_ENVIRONMENTS: environments };
  const story = { SANDBOX_STORY: process.env['SANDBOX_STORY'] ?? 'on' };
  const sandbox = await Sandbox.start({ ...place, ...story }).catch(() => {
    throw new Error(
      `The sandbox could not start; it says why above. It needs port ${port} and the next ones: SANDBOX_PORT moves them.`,
    );
  });
  ends.push(() => void sandbox.close());
  void sandbox.ended.then(ended);
}

function startConsole(): void {
  const console = runConsole({ ...process.env, APP_ENV: appEnv });
  ends.push(() => console.kill('SIGTERM'));
  console.once('exit', ended);
}

/** The end of one is the end of both, and its exit code ours. */
function ended(code: number | null): void {
  process.exitCode ||= code ?? 0;
  stop();
}

// npm passes signals on to a shell that does not: its end has to do.
const parent = process.ppid;
setInterval(() => process.ppid === parent || stop(), 500).unref();
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

try {
  buildIfChanged();
  const { SANDBOX_PORT, ENVIRONMENTS } = variables();
  if (SANDBOX_PORT && isSandboxAllowed) await startSandbox(SANDBOX_PORT, ENVIRONMENTS || 'dev,staging,prod');
  if (isStopping) stop();
  else startConsole();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
  stop();
}
