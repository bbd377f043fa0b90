import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** ioredis, loaded by whoever first needs it: a console that watches no Redis does without its megabytes. */
export const ioredis = (): typeof import('ioredis') => require('ioredis') as typeof import('ioredis');
