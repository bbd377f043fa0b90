import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { Redis } from 'ioredis';

/** Where an application keeps its request metrics, and of which requests. */
export interface RequestRecorderOptions {
  /** A `redis://` or `rediss://` URL, for a connection of its own; or the application's client, which stays open. */
  readonly redis: string | Redis;
  /** What every key begins with, the environment's own: `prod:`. */
  readonly keyPrefix: string;
  /** Endpoints that are not recorded: `/health` with any method, `GET:/health` with one. */
  readonly exclude?: readonly string[];
}

/** `forRoot(options)` and `forRootAsync({ inject, useFactory })` of the module. Its middleware sees the whole application. */
export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: REQUEST_RECORDER_OPTIONS } =
  new ConfigurableModuleBuilder<RequestRecorderOptions>({ moduleName: 'RequestRecorder' })
    .setClassMethodName('forRoot')
    .setExtras({}, (definition) => ({ ...definition, global: true }))
    .build();
