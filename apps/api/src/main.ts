import { reportFault } from './instrument.js';
import { sentenceOf } from '@envscope/settings/warnings.js';
import { Logger } from '@nestjs/common';
import { fileURLToPath } from 'node:url';
import { settings } from './boot-settings.js';
import { createApp } from './create-app.js';

/** Beside the folder of the bundled server. */
const ADMIN_DIRECTORY = fileURLToPath(new URL('../admin/browser', import.meta.url));

const { host, port } = settings.console;

try {
  const app = await createApp(settings, { adminDirectory: ADMIN_DIRECTORY, reportFault });
  settings.warnings.forEach((warning) => new Logger('Settings').warn(sentenceOf(warning)));
  await app.listen(port, host);
  new Logger('Envscope').log(`The console is at ${await app.getUrl()}`);
  // Whoever starts it with this argument waits for the message.
  if (process.argv.includes('--announce')) process.send?.('listening');
} catch (error) {
  new Logger('Envscope').fatal(`The console could not start: ${causeOf(error)}`);
  process.exit(1);
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  return isTaken ? `another program has port ${port}: end that, or set another PORT` : error.message;
}
