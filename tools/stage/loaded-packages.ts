/** Loaded into the console by `--import`: answers a message with the packages of `node_modules` whose files were loaded so far. */
import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const PACKAGE = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const loaded = new Set<string>();

// Threads load it too.
if (isMainThread) {
  registerHooks({
    load(url, context, nextLoad) {
      const [, name] = PACKAGE.exec(url) ?? [];
      if (name !== undefined) loaded.add(name);
      return nextLoad(url, context);
    },
  });
  process.on('message', () => process.send?.([...loaded]));
  // The console must be able to end.
  process.channel?.unref();
}
