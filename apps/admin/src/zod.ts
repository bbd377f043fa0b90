import { config } from './zod-parts';

// Here and not in `main.ts`, which runs after the schemas of its chunks: the first object schema would try `new
// Function`, which the content security policy forbids and reports.
config({ jitless: true });

/**
 * What `zod` is in the browser: the parts that contracts use. The whole `z` is one object, which holds the messages of
 * fifty languages and cannot be shaken: 50 kB of the first load. A part that is missing here does not compile.
 */
export * from './zod-parts';
export * as z from './zod-parts';
