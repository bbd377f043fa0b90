import { parseEnvironments } from './environments.ts';
import { startSandbox } from './sandbox.ts';

const {
  SANDBOX_HOST,
  SANDBOX_PORT,
  SANDBOX_STORY,
  SANDBOX_ENVIRONMENTS,
  SANDBOX_CONSOLE_URL,
  SANDBOX_PARENT,
} = process.env;

const sandbox = await startSandbox({
  host: SANDBOX_HOST || '127.0.0.1',
  port: portOf(SANDBOX_PORT || '4100'),
  environments: parseEnvironments(SANDBOX_ENVIRONMENTS),
  hasStory: SANDBOX_STORY !== 'off',
  consoleUrl: SANDBOX_CONSOLE_URL || undefined,
}).catch(fail);

process.once('SIGTERM', stop).once('SIGINT', stop);
// A parent that was killed cannot say goodbye: the end of its pipe has to do.
if (SANDBOX_PARENT === '1') process.stdin.once('end', stop).once('close', stop).resume();

process.stdout.write(`${JSON.stringify({ ready: true, ...sandbox.addresses })}\n`);

function stop(): void {
  sandbox.close().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`sandbox: ${String(error)}\n`);
      process.exit(1);
    },
  );
}

function fail(error: unknown): never {
  const { code, port } = error as { readonly code?: string; readonly port?: number };
  if (code !== 'EADDRINUSE') throw error;
  process.stderr.write(
    `The sandbox needs port ${port}, which another program has: end that, or move SANDBOX_PORT and all addresses that point there.\n`,
  );
  process.exit(1);
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_500) return port;
  throw new Error(`SANDBOX_PORT: '${text}' is not a port`);
}
