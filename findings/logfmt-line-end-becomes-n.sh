#!/usr/bin/env bash
# Guess: a logfmt parser undoes in a quoted value what writers of logfmt escape: \" and \\, and \n for the end of a line.
# Seen:  logfmt undoes the first two; of \n it drops the backslash and keeps the letter.
# Why:   the last lines of a failed job, sent on as logfmt, read "connectnat Socketn".
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error logfmt@1.4.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import logfmt from 'logfmt';
const line = String.raw`level=error msg="said \"no\"" stack="connect\nat Socket\n" folder="C:\\logs"`;
console.log('logfmt 1.4.0:', line);
const { msg, stack, folder } = logfmt.parse(line);
console.log(' ', JSON.stringify({ msg, stack, folder }));
assert.deepStrictEqual([msg, folder, stack], ['said "no"', String.raw`C:\logs`, 'connectnat Socketn']);
JS
node run.mjs
