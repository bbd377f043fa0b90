/**
 * Loaded into the console by `--import`: answers a message with the packages of `node_modules` whose files were loaded
 * so far, and with `undici` where Node has loaded the one that it holds.
 */
import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const PACKAGE = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const NODES_UNDICI = 'NativeModule internal/deps/undici/undici';
const loaded = new Set<string>();
/** What of Node's own modules was loaded; its types do not name it. */
const { moduleLoadList } = process as unknown as { readonly moduleLoadList: readonly string[] };

// Threads load it too.
if (isMainThread) {
  registerHooks({
    load(url, context, nextLoad) {
      const [, name] = PACKAGE.exec(url) ?? [];
      if (name !== undefined) loaded.add(name);
      return nextLoad(url, context);
    },
  });
  process.on('message', () =>
    process.send?.([...loaded, ...(moduleLoadList.includes(NODES_UNDICI) ? ['undici'] : [])]),
  );
  // The console must be able to end.
  process.channel?.unref();
}
