/** `npm run worker`: builds what changed, and starts a process that only checks. It ends with a signal, or by itself. */
import { buildApiIfChanged } from '../build.ts';
import { runWorker } from '../stage/console-process.ts';

buildApiIfChanged();
const worker = runWorker(process.env);
const stop = (): void => void worker.kill('SIGTERM');

// npm passes signals on to a shell that does not: its end has to do.
const parent = process.ppid;
setInterval(() => process.ppid === parent || stop(), 500).unref();
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
worker.once('exit', (code) => (process.exitCode = code ?? 0));
