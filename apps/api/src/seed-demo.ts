import { NestFactory } from '@nestjs/core';
import { settings } from './boot-settings.js';
import { DemoPast } from './demo/demo-past.js';
import { DemoPastModule } from './demo/demo-past.module.js';

// `npm start` has a demo that begins get its past, while the sandbox runs and before the console does.
const context = await NestFactory.createApplicationContext(DemoPastModule.with(settings), {
  logger: ['error', 'fatal'],
  abortOnError: false,
});
await context.get(DemoPast).seed();
await context.close();
