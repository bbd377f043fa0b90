/** Parts of the benchmark that run in processes of their own, so that their work is not counted as the console's. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { atTheEnd } from '../cleanup.mjs';

/** Starts a module of this folder that calls `servePart`, and answers a function that asks it. */
export function startPart(file, { execArgv = [], variables = {} } = {}) {
  const env = { ...process.env, ...variables };
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { execArgv, env });
  const waiting = new Map();
  let lastId = 0;
  child.on('message', ({ id, value, fault }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (fault === undefined) resolve(value);
    else reject(new Error(`${file}: ${fault}`));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.once('exit', () => waiting.forEach(({ reject }) => reject(new Error(`${file} ended early`))));
  atTheEnd(() => {
    if (child.connected) child.disconnect();
    return ended;
  });
  return (verb, ...args) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      child.send({ id: lastId, verb, args }, (error) => error && reject(error));
    });
}

/** Answers what the benchmark asks, and leaves with it. */
export function servePart(verbs) {
  process.on('message', async ({ id, verb, args }) => {
    try {
      process.send({ id, value: await verbs[verb](...args) });
    } catch (error) {
      process.send({ id, fault: error.message });
    }
  });
  process.on('disconnect', () => process.exit());
  // Ctrl-C reaches every process of the terminal; the benchmark cleans up first.
  process.on('SIGINT', () => undefined);
}
