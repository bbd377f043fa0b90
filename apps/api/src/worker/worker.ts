import { reportFault } from '../instrument.js';
import { Redactor } from '@envscope/settings/redaction/redactor.js';
import { sentenceOf } from '@envscope/settings/warnings.js';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { settings } from '../boot-settings.js';
import { RedactingLogger } from '../redacting-logger.js';
import { CheckWorker } from './check-worker.js';
import { WorkerModule } from './worker.module.js';

// `npm run worker`: a process that only checks.
const { location, workerName, logLevel } = settings.console;

try {
  const app = await NestFactory.createApplicationContext(WorkerModule.with(settings), {
    logger: new RedactingLogger(new Redactor(settings.secrets), logLevel, reportFault),
    abortOnError: false,
  });
  app.enableShutdownHooks();
  settings.warnings.forEach((warning) => new Logger('Settings').warn(sentenceOf(warning)));
  const worker = app.get(CheckWorker);
  await worker.start();
  const place = location === undefined ? 'no location' : `location ${location}`;
  new Logger('Worker').log(`${workerName} checks for ${place}; its settings name ${worker.targets} targets`);
} catch (error) {
  new Logger('Worker').fatal(
    `The worker could not start: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}
