/**
 * Bundles the store's thread for whoever runs the store from source. Threads that Node strips of types themselves share
 * the WebAssembly that does it, and V8 now and then ends the whole process when one of them frees its code.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = `${ROOT}dist/from-source`;

/** Writes dist/from-source/database.worker.js, from which `startDatabaseThread` starts a thread where it runs from source. */
export default async function buildStoreThread(): Promise<void> {
  const bundle = await rolldown({
    cwd: ROOT,
    input: 'libs/store/sqlite/thread/database.worker.ts',
    platform: 'node',
    tsconfig: 'tsconfig.base.json',
  });
  const { output } = await bundle.generate({ codeSplitting: false });
  await bundle.close();
  mkdirSync(FOLDER, { recursive: true });
  // At once, since specs of another run may be starting threads.
  const unfinished = `${FOLDER}/database.worker.js.${process.pid}`;
  writeFileSync(unfinished, output[0].code);
  renameSync(unfinished, `${FOLDER}/database.worker.js`);
}
