/**
 * Ends a script with one sentence on a Node that cannot run it, before that Node meets TypeScript: scripts load it by `-r`.
 * Written for any Node, however old. The versions are those of `engines` in package.json; a spec compares them.
 */
'use strict';

var parts = process.versions.node.split('.').map(Number);
var isFitting = parts[0] === 24 ? parts[1] >= 15 : parts[0] >= 26;

if (!isFitting) {
  process.stderr.write(
    'Envscope needs Node 24.15 or newer (not 25), and this is Node ' +
      process.versions.node +
      ': install one from https://nodejs.org, then run "npm ci" again.\n',
  );
  process.exit(1);
}
