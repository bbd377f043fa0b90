import { config } from '../../../node_modules/zod/mini/index.js';

// `zod/mini` leads here in the browser (tsconfig.app.json), and not `main.ts` does this, which runs after the schemas of its
// chunks: the first object schema would try `new Function`, which the content security policy forbids and reports.
config({ jitless: true });

export * from '../../../node_modules/zod/mini/index.js';
