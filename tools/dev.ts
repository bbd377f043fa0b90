/** `npm run dev`: the sandbox, the API on port 3000 and the console on port 4200, the latter two watching their sources. */
import { spawn } from 'node:child_process';

const commands = [
  ['apps/sandbox/src/main.ts'],
  ['node_modules/@nestjs/cli/bin/nest.js', 'start', 'api', '--watch', '--preserveWatchOutput'],
  ['node_modules/@angular/cli/bin/ng.js', 'serve', 'admin'],
];

// Angular's server would take the API's port where the process has one.
const withoutPort = { ...process.env, PORT: undefined };
const children = commands.map((args) =>
  spawn(process.execPath, args, {
    stdio: 'inherit',
    env: args.includes('serve') ? withoutPort : process.env,
  }),
);
const stop = (): void => {
  for (const child of children) child.kill('SIGTERM');
};

children.forEach((child) => child.once('exit', stop));
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
