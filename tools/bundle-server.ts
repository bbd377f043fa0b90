/** Bundles what the compiler made of the server: docs/decisions/0015-the-server-is-bundled.md. */
import { build, type BuildOptions, type Plugin } from 'rolldown';

const COMPILED = 'dist/api';
const BUNDLED = 'dist/server';

/** Packages that stay where npm put them. */
const EXTERNAL = [
  // Loaded by consoles that settings tell to, some of them by `require`.
  '@sentry/node',
  'bullmq',
  'ioredis',
  'mongoose',
  // Loads its tables of charsets when it meets the charset.
  'iconv-lite',
  // Data in JSON; three packages have a copy of their own.
  'mime-db',
  // Finds its files by where it lies.
  'swagger-ui-dist',
  // Nest asks for them at run time, and goes on without.
  '@fastify/static',
  '@nestjs/microservices',
  '@nestjs/websockets',
  'class-transformer',
  'class-validator',
].map((name) => new RegExp(`^${name}(/|$)`));

/** V8 keeps a source, and Node hands it over with two bytes for each of its characters where one of them is not ASCII. */
const ascii: Plugin = {
  name: 'ascii',
  generateBundle(_options, files) {
    for (const file of Object.values(files)) {
      if (file.type === 'chunk') file.code = file.code.replace(/[^\0-\x7f]/g, escaped);
    }
  },
};

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Keeps Node's `fetch`, 3 MB, out of a process that never calls it. Node loads it as soon as somebody reads the globals
 * `Request` or `FormData`, which axios does when it starts, or `WebSocket` of `node:http`, which each `import` of that
 * module does, since it reads all that the module exports.
 */
const withoutFetch: Plugin = {
  name: 'without-fetch',
  resolveId: { filter: { id: /^(node:)?http$/ }, handler: () => '\0http' },
  load: {
    filter: { id: /^\0http$/ },
    handler: () => "module.exports = process.getBuiltinModule('node:http');",
  },
  transform: {
    filter: { id: /\/axios\/lib\/(adapters\/fetch|utils)\.js$/ },
    handler: (code, id) =>
      id.endsWith('fetch.js')
        ? 'export const getFetch = undefined;'
        : code.replace(/^const FormDataCtor = .*;$/m, 'const FormDataCtor = undefined;'),
  },
};

const OPTIONS = {
  platform: 'node',
  external: EXTERNAL,
  plugins: [withoutFetch, ascii],
  output: {
    dir: BUNDLED,
    // Without comments. Names and lines stay, since logs and stack traces show them.
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: false } },
    comments: { legal: false },
  },
} satisfies BuildOptions;

// The console, and what checks or sums up its settings, which share much; what is imported by and by becomes a file of its own.
await build({
  ...OPTIONS,
  input: ['main', 'check-settings', 'show-outlook'].map((name) => `${COMPILED}/apps/api/src/${name}.js`),
  output: { ...OPTIONS.output, cleanDir: true },
});
// The store's thread by itself: what it shares with the console would come with everything that the console shares.
await build({ ...OPTIONS, input: `${COMPILED}/libs/store/sqlite/thread/database.worker.js` });
// They would have the console's own code cut into more files, the decorators' metadata into one that comes too late.
for (const name of ['worker/worker', 'seed-demo', 'sign-in/links/reset-password', 'verify-audit']) {
  await build({ ...OPTIONS, input: `${COMPILED}/apps/api/src/${name}.js` });
}
